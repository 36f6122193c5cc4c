import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../api/contract/contact.ts'
import { formatMoment, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { StatusWord } from '../parts/status-word.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { ChangeContact } from './change-contact.tsx'
import { nameOf } from './contact-words.ts'
import { contactsApi } from './contacts-api.ts'
import { DesignersOnly } from './designers-only.tsx'
import { EraseContact } from './erase-contact.tsx'

export const ContactPage = () => (
  <DesignersOnly>
    <OneContact />
  </DesignersOnly>
)

/** One person: may we ask, what do we know, what did we ask already. */
function OneContact() {
  const { t } = useTranslation('contacts')
  const { contactId } = useParams({ from: '/inside/contacts/$contactId' })
  const contact = useQuery({
    queryKey: ['contacts', 'one', contactId],
    queryFn: () => contactsApi.contact(contactId),
  })
  const attributes = useQuery({ queryKey: ['contacts', 'attributes'], queryFn: contactsApi.attributes })
  const summary = useQuery({ queryKey: ['contacts', 'summary'], queryFn: contactsApi.summary })
  const error = contact.error ?? attributes.error ?? summary.error
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void contact.refetch()} />
  if (contact.data === undefined || attributes.data === undefined || summary.data === undefined) {
    return <Waiting />
  }
  const { data } = contact
  const word = data.invitable === 'ok' ? 'may' : data.invitable
  return (
    <>
      <PageHeader
        above={<Link to="/contacts">{t('contact.above')}</Link>}
        title={nameOf(data) || t('unnamed')}
        lead={
          <>
            <StatusWord kind={data.invitable === 'ok' ? 'live' : 'done'}>{t(`contact.${word}`)}</StatusWord>
            {isAnothers(data) ? ` ${t('contact.same-mailbox')}` : null}
          </>
        }
      />
      <div className="contact-sides">
        <section>
          <h2>{t('contact.details')}</h2>
          <ChangeContact
            key={data.updatedAt}
            contact={data}
            attributes={attributes.data}
            interviewers={summary.data.interviewers}
          />
        </section>
        <section>
          <h2>{t('contact.history')}</h2>
          <History contact={data} />
          <EraseContact contact={data} />
        </section>
      </div>
    </>
  )
}

/** Nothing in these details says why: another contact's do, at the same e-mail address. */
const isAnothers = ({ invitable, unsubscribedAt, consent, bouncedAt }: ContactDetail) =>
  (invitable === 'unsubscribed' && unsubscribedAt === null) ||
  (invitable === 'consent-withdrawn' && consent !== 'withdrawn') ||
  (invitable === 'bounced' && bouncedAt === null)

function History({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  if (contact.invitations.length === 0) return <p className="quiet">{t('contact.history.none')}</p>
  const count = contact.responses
  return (
    <>
      <p className="quiet">{t('contact.responses', { count, formatted: formatNumber(count, language) })}</p>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t('contact.wave')}</th>
            <th scope="col">{t('contact.invited')}</th>
            <th scope="col">{t('contact.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {contact.invitations.map((invitation) => (
            <tr key={invitation.id}>
              <td>
                <Link
                  to="/programs/$programId/waves/$waveId"
                  params={{ programId: invitation.programId, waveId: invitation.waveId }}
                  className="list-name"
                >
                  {invitation.programName} · {invitation.waveName}
                </Link>
              </td>
              <td data-label={t('contact.invited')} className="quiet small">
                {formatMoment(invitation.sentAt ?? invitation.createdAt, language)}
              </td>
              <td data-label={t('contact.outcome')}>
                <StatusWord kind={invitation.state === 'completed' ? 'live' : 'coming'}>
                  {t(`invitation.${invitation.state}`)}
                </StatusWord>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
