import type { Asked } from './find-asked.ts'

type Answering = Pick<Asked, 'collector' | 'invited'> & { readonly form: { readonly id: string } }

/** Where an answer under way belongs: to which form of which wave, by which link, and whose it is if that is known. */
export const wherePartial = ({ collector, form, invited }: Answering) => ({
  programId: collector.programId,
  waveId: collector.waveId,
  formId: form.id,
  collectorId: collector.id,
  contactId: invited?.contactId ?? null,
  invitationId: invited?.id ?? null,
})
