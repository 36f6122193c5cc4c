import { openKeep } from './keep.ts'

/** The answers have arrived, or are deleted: nothing of them stays on this device. */
export const forgetEnded = (id: string): Promise<void> => openKeep().forget(id)
