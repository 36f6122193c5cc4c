import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { ExclusionReason } from '../../api/contract/quality.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useUndo } from '../parts/undo.tsx'
import { DecisionForm } from './decision-form.tsx'

const REASONS = {
  out: ['careless', 'duplicate', 'not-a-customer', 'test', 'other'],
  in: ['mistake', 'other'],
} as const satisfies Record<string, readonly [ExclusionReason, ...ExclusionReason[]]>

type Why = { readonly reason: ExclusionReason; readonly note: string }

interface DecideExclusionProps {
  readonly wave: Wave
  readonly brands: readonly Brand[]
  readonly responseIds: readonly string[]
  readonly excluded: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Why, and what it does to the index, before it is done. */
export function DecideExclusion(props: DecideExclusionProps) {
  const { wave, brands, responseIds, excluded, onClose, onDone } = props
  const { t } = useTranslation('fieldwork')
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const which = { responseIds: [...responseIds], excluded }
  const effect = useQuery({
    queryKey: ['exclusion', wave.id, which],
    queryFn: () => api.previewExclusion(wave.id, which),
    staleTime: 0,
  })
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['quality', wave.id] })
    await queries.invalidateQueries({ queryKey: ['wave', wave.id] })
  }
  const decide = useMutation({
    mutationFn: (why: Why) => api.exclude(wave.id, { ...which, ...why }),
  })
  const takeBack = useMutation({
    mutationFn: () => api.exclude(wave.id, { ...which, excluded: !excluded, reason: 'mistake', note: '' }),
    onSettled: refresh,
  })

  const submit = async (why: Why) => {
    await decide.mutateAsync(why)
    onDone()
    offerUndo({
      message: t(excluded ? 'decide.done.exclude' : 'decide.done.include'),
      undo: () => takeBack.mutate(),
    })
    await refresh()
  }
  return (
    <Dialog opened title={t(excluded ? 'decide.exclude' : 'decide.include')} onClose={onClose}>
      <DecisionForm<ExclusionReason>
        reasons={excluded ? REASONS.out : REASONS.in}
        wordOf={(reason) => t(`reason.${reason}`)}
        noteHint={t('decide.note.hint')}
        action={t(excluded ? 'decide.do.exclude' : 'decide.do.include')}
        onDecide={submit}
        {...{ effect, brands, decide, onClose }}
      />
    </Dialog>
  )
}
