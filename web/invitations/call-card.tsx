import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call, Disposition } from '../../api/contract/call.ts'
import { formatMoment } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { CallFacts, CallGreeting } from './call-greeting.tsx'
import { invitationsApi } from './invitations-api.ts'

/** In the order interviewers meet them; AAPOR codes. */
const OUTCOMES: readonly Disposition[] = [
  ...(['1.1', '1.2', '3.13', '3.12', '2.21', '2.22', '3.14', '2.11', '2.12'] as const),
  ...(['2.33', '2.32', '2.31', '4.31', '4.20', '4.70'] as const),
]
/** After these the person may be called again, at a time of their own. */
const AGAIN: readonly Disposition[] = ['1.2', '2.21', '2.22', '3.12', '3.13', '3.14']

interface CallCardProps {
  readonly call: Call
  /** The brands asked about. */
  readonly about: string
  /** The outcome is written down, or the person was given back. */
  readonly onOver: () => void
}

/** The person to call: number, what is known, the form to read out, and what became of it. */
export function CallCard({ call, about, onOver }: CallCardProps) {
  const { t } = useTranslation('invitations')
  const language = useLanguage()
  const [outcome, setOutcome] = useState<Disposition | undefined>()
  const [note, setNote] = useState('')
  const [again, setAgain] = useState('')
  const save = useMutation({
    mutationFn: (outcome: Disposition) =>
      invitationsApi.recordAttempt(call.id, { outcome, note, callBackAt: mayAgain ? asMoment(again) : null }),
    onSuccess: onOver,
  })
  const release = useMutation({ mutationFn: () => invitationsApi.releaseCall(call.id), onSuccess: onOver })
  const mayAgain = outcome !== undefined && AGAIN.includes(outcome)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (outcome !== undefined) save.mutate(outcome)
  }
  return (
    <article className="call" aria-labelledby="call-name">
      <div>
        <h2 id="call-name">{call.name === '' ? t('call.unnamed') : call.name}</h2>
        <p className="call-phone figure">
          <a href={`tel:${call.phone}`}>{call.phone}</a>
        </p>
      </div>
      <CallFacts call={call} />
      {call.attempts.length === 0 ? null : (
        <ul className="earlier-calls">
          {call.attempts.map((attempt) => (
            <li key={attempt.at}>
              <span className="quiet">{formatMoment(attempt.at, language)}</span>{' '}
              {t(`outcome.${attempt.outcome}`)}
              {attempt.note === '' ? null : <> · {attempt.note}</>}
            </li>
          ))}
        </ul>
      )}
      {call.answered ? (
        <Notice tone="good">{t('call.answered')}</Notice>
      ) : (
        <div className="call-script">
          <CallGreeting call={call} about={about} />
          <Button component="a" href={call.script} target="_blank" rel="noreferrer">
            {t('call.script')}
          </Button>
        </div>
      )}
      <form onSubmit={submit} className="new-mailing">
        <fieldset className="choice">
          <legend>{t('call.outcome')}</legend>
          <div className="outcomes">
            {OUTCOMES.map((code) => (
              <label key={code}>
                <input
                  type="radio"
                  name="outcome"
                  value={code}
                  checked={outcome === code}
                  onChange={() => setOutcome(code)}
                />
                <span>
                  {t(`outcome.${code}`)} <span className="quiet small figure">{code}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {mayAgain ? (
          <TextInput
            label={t('call.again')}
            description={t('call.again.hint')}
            type="datetime-local"
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
        ) : null}
        <Textarea
          label={t('call.note')}
          description={t('call.note.hint')}
          value={note}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {save.error === null ? null : <ErrorNotice error={save.error} kept={t('call.kept')} />}
        {release.error === null ? null : <ErrorNotice error={release.error} />}
        <div className="mailing-actions">
          <Button type="submit" disabled={outcome === undefined} loading={save.isPending}>
            {t('call.save')}
          </Button>
          <Button variant="default" loading={release.isPending} onClick={() => release.mutate()}>
            {t('call.release')}
          </Button>
        </div>
      </form>
    </article>
  )
}

function asMoment(local: string): string | null {
  const moment = new Date(local)
  return local === '' || Number.isNaN(moment.getTime()) ? null : moment.toISOString().replace(/\.\d+Z$/, 'Z')
}
