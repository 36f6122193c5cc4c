import { Button, NativeSelect, Textarea } from '@mantine/core'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { ExclusionEffect } from '../../api/contract/quality.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { IndexEffect } from './index-effect.tsx'

interface DecisionFormProps<Reason extends string> {
  /** What is about to happen, where the title does not say it. */
  readonly lead?: ReactNode
  /** The first is chosen to begin with. */
  readonly reasons: readonly [Reason, ...Reason[]]
  readonly wordOf: (reason: Reason) => string
  readonly noteHint: string
  /** The index before and after, as far as it is known. */
  readonly effect: {
    readonly data: { readonly brands: ExclusionEffect['brands'] } | undefined
    readonly error: Error | null
    readonly isPending: boolean
  }
  readonly brands: readonly Brand[]
  /** False where it must be seen what happens before it may be done. */
  readonly isReady?: boolean
  readonly decide: { readonly error: Error | null; readonly isPending: boolean }
  /** On the button. */
  readonly action: string
  /** A decision that failed is said by `decide`. */
  readonly onDecide: (decision: { reason: Reason; note: string }) => Promise<void>
  readonly onClose: () => void
}

/** In a dialog: why answers are left out or let in, and what it does to the index, before it is done. */
export function DecisionForm<Reason extends string>(props: DecisionFormProps<Reason>) {
  const { lead, reasons, wordOf, noteHint, effect, brands, decide, action } = props
  const { isReady = true, onDecide, onClose } = props
  const { t } = useTranslation('fieldwork')
  const { t: common } = useTranslation('common')
  const [reason, setReason] = useState<Reason>(reasons[0])
  const [note, setNote] = useState('')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    void onDecide({ reason, note }).catch(() => {})
  }
  return (
    <form className="decide" noValidate onSubmit={submit}>
      {lead}
      <NativeSelect
        label={t('decide.reason')}
        value={reason}
        data={reasons.map((value) => ({ value, label: wordOf(value) }))}
        onChange={(event) => setReason(event.currentTarget.value as Reason)}
      />
      <Textarea
        label={t('decide.note')}
        description={noteHint}
        value={note}
        maxLength={500}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <section>
        <strong>{t('decide.effect')}</strong>
        {effect.isPending ? <Waiting /> : null}
        {effect.error === null ? null : <ErrorNotice error={effect.error} />}
        {effect.data === undefined ? null : <IndexEffect effect={effect.data.brands} brands={brands} />}
      </section>
      {decide.error === null ? null : <ErrorNotice error={decide.error} />}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" loading={decide.isPending} disabled={!isReady}>
          {action}
        </Button>
      </div>
    </form>
  )
}
