import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Mailing } from '../../api/contract/mailing.ts'
import { formatMoment, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { StatusWord } from '../parts/status-word.tsx'
import { invitationsApi } from './invitations-api.ts'

const KINDS = {
  scheduled: 'coming',
  sending: 'live',
  reminding: 'live',
  done: 'done',
  cancelled: 'done',
} as const

interface MailingCardProps {
  readonly mailing: Mailing
  readonly mayChange: boolean
}

/** One send-out: how far it is, what went wrong, and how to stop it. */
export function MailingCard({ mailing, mayChange }: MailingCardProps) {
  const { t } = useTranslation('invitations')
  const language = useLanguage()
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: ['mailings', mailing.waveId] })
  const cancel = useMutation({ mutationFn: () => invitationsApi.cancel(mailing.id), onSettled: refresh })
  const resend = useMutation({ mutationFn: () => invitationsApi.resend(mailing.id), onSettled: refresh })
  const number = (value: number) => formatNumber(value, language)

  const { invitations, reminded, state } = mailing
  const all = total(invitations) + total(reminded)
  const waiting = invitations.queued + reminded.queued
  const uncertain = invitations.uncertain + reminded.uncertain
  const running = state === 'scheduled' || state === 'sending' || state === 'reminding'
  return (
    <article className="mailing">
      <div className="section-head">
        <h2>{t('mailing.of', { date: formatMoment(mailing.sendAt, language) })}</h2>
        <StatusWord kind={KINDS[state]}>{t(`mailing.${state}`)}</StatusWord>
      </div>
      {state === 'sending' ? (
        <Progress
          label={t('mailing.progress', { sent: number(all - waiting), all: number(all) })}
          share={all === 0 ? 0 : (all - waiting) / all}
          secondsLeft={mailing.failure === null ? mailing.secondsLeft : null}
        />
      ) : null}
      <p className="quiet">
        {t('mailing.counts', {
          sent: number(invitations.sent + invitations.uncertain),
          reminded: number(reminded.sent + reminded.uncertain),
          bounced: number(invitations.bounced + reminded.bounced),
          failed: number(invitations.failed + reminded.failed),
        })}
      </p>
      {mailing.failure === null || !running ? null : (
        <Notice tone="bad" title={t('mailing.no-server')}>
          {t('mailing.no-server.text', { said: mailing.failure })}
        </Notice>
      )}
      {uncertain === 0 ? null : (
        <Notice
          title={t('uncertain', { count: uncertain, shown: number(uncertain) })}
          action={
            mayChange && state !== 'cancelled' ? (
              <Button variant="default" size="sm" loading={resend.isPending} onClick={() => resend.mutate()}>
                {t('uncertain.resend')}
              </Button>
            ) : undefined
          }
        >
          {t('uncertain.text')}
        </Notice>
      )}
      {cancel.error === null ? null : <ErrorNotice error={cancel.error} />}
      {resend.error === null ? null : <ErrorNotice error={resend.error} />}
      {mayChange && running ? (
        <div>
          <Button variant="default" size="sm" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t(state === 'reminding' ? 'mailing.stop-reminding' : 'mailing.stop')}
          </Button>
        </div>
      ) : null}
    </article>
  )
}

const total = (counts: Mailing['invitations']) => Object.values(counts).reduce((sum, count) => sum + count, 0)
