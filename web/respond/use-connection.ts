import { useEffect, useState } from 'react'
import type { Saver } from './saver.ts'

/** Whether what was answered last could not be saved, or there is no network: as the device says, or as the page was opened. */
export function useConnection(saver: Saver, isAway: boolean): { readonly isLost: boolean } {
  const [isLost, setLost] = useState(() => isAway || !navigator.onLine)
  useEffect(() => {
    saver.onSaved = (isSaved) => setLost(!isSaved)
    const lost = () => setLost(true)
    const back = () => saver.saveAgain()
    addEventListener('offline', lost)
    addEventListener('online', back)
    return () => {
      saver.onSaved = () => {}
      removeEventListener('offline', lost)
      removeEventListener('online', back)
    }
  }, [saver])
  return { isLost }
}
