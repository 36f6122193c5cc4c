import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import type { Brand } from '../../api/contract/program.ts'
import type { TakingBackReason } from '../../api/contract/taking-back.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useUndo } from '../parts/undo.tsx'
import { DecisionForm } from './decision-form.tsx'

const REASONS = {
  back: ['corrected-file', 'wrong-columns', 'wrong-wave', 'imported-twice', 'test', 'other'],
  in: ['mistake', 'other'],
} as const satisfies Record<string, readonly [TakingBackReason, ...TakingBackReason[]]>

type Why = { readonly reason: TakingBackReason; readonly note: string }

interface TakeBackImportProps {
  readonly made: Import
  readonly brands: readonly Brand[]
  /** False: it is to be let in again. */
  readonly takenBack: boolean
  readonly onClose: () => void
}

/** In a dialog: how many interviews leave (or come back), why, and what it does to the index, before it is done. */
export function TakeBackImport({ made, brands, takenBack, onClose }: TakeBackImportProps) {
  const { t } = useTranslation('replacing')
  const language = useLanguage()
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const way = takenBack ? 'back' : 'in'
  const effect = useQuery({
    queryKey: ['taking-back', made.id, takenBack],
    queryFn: () => api.previewTakingBack(made.id, { takenBack }),
    staleTime: 0,
    gcTime: 0,
  })
  const decide = useMutation({
    mutationFn: (why: Why) => api.takeBackImport(made.id, { takenBack, ...why }),
  })
  const undo = useMutation({
    mutationFn: () => api.takeBackImport(made.id, { takenBack: !takenBack, reason: 'mistake', note: '' }),
    onSettled: () => queries.invalidateQueries(),
  })
  const submit = async (why: Why) => {
    const { moving } = await decide.mutateAsync(why)
    onClose()
    // One that goes on in the background is undone from the list when it is over.
    if (moving === null) offerUndo({ message: t(`${way}.done`), undo: () => undo.mutate() })
    // Whatever counts answers is another number now.
    await queries.invalidateQueries()
  }
  const say = (key: string, count: number) => t(key, { count, formatted: formatNumber(count, language) })
  return (
    <DecisionForm<TakingBackReason>
      lead={
        effect.data === undefined ? null : (
          <p>
            {say(`${way}.lead`, effect.data.interviews)}{' '}
            {effect.data.excluded === 0 ? null : say('back.excluded', effect.data.excluded)}
          </p>
        )
      }
      reasons={REASONS[way]}
      wordOf={(reason) => t(`reason.${reason}`)}
      noteHint={t('note.hint')}
      action={t(`${way}.do`)}
      isReady={effect.data !== undefined}
      onDecide={submit}
      {...{ effect, brands, decide, onClose }}
    />
  )
}
