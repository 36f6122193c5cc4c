import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ChoiceCount, LeftOut } from '../../api/contract/mailing.ts'
import { titleOf } from '../contacts/contact-words.ts'
import { contactsApi } from '../contacts/contacts-api.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { type Choice, invitationsApi } from './invitations-api.ts'

interface ContactChoiceProps {
  readonly waveId: string
  readonly way: Way
  readonly choice: Choice
  /** When mail to them would go; null: now. */
  readonly sendAt?: string | null
  readonly onChange: (choice: Choice) => void
}

/** What they are chosen for. */
type Way = 'mailings' | 'calls' | 'links'

export const EVERYBODY: Choice = { batch: null, attributes: {} }

/** How many a choice reaches now, or then, asked again whenever it changes. */
export const useChoiceCount = (waveId: string, choice: Choice, way: Way, sendAt: string | null = null) =>
  useQuery({
    queryKey: ['choice', waveId, way, choice, sendAt],
    queryFn: () => invitationsApi.count(waveId, choice, way, sendAt),
    staleTime: 0,
  })

/** Which contacts, and at once how many of them can be reached and why the others cannot. */
export function ContactChoice({ waveId, way, choice, sendAt = null, onChange }: ContactChoiceProps) {
  const { t } = useTranslation('invitations')
  const language = useLanguage()
  const summary = useQuery({ queryKey: ['contacts', 'summary'], queryFn: contactsApi.summary })
  const attributes = useQuery({ queryKey: ['contacts', 'attributes'], queryFn: contactsApi.attributes })
  const count = useChoiceCount(waveId, choice, way, sendAt)
  const [key = ''] = Object.keys(choice.attributes)
  const attribute = attributes.data?.find((attribute) => attribute.key === key)
  const listed = attributes.data?.filter(({ values }) => values.length > 0) ?? []
  return (
    <fieldset className="choice invitees">
      <legend>{t('who')}</legend>
      {summary.error === null ? null : <ErrorNotice error={summary.error} />}
      <div className="two-fields">
        <NativeSelect
          label={t('who.batch')}
          value={choice.batch ?? ''}
          data={[
            { value: '', label: t('who.all') },
            ...(summary.data?.batches ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(event) => onChange({ ...choice, batch: event.currentTarget.value || null })}
        />
        {listed.length === 0 ? null : (
          <NativeSelect
            label={t('who.attribute')}
            value={key}
            data={[
              { value: '', label: t('who.any') },
              ...listed.map((one) => ({ value: one.key, label: titleOf(one, language, one.key) })),
            ]}
            onChange={(event) => {
              const chosen = listed.find((one) => one.key === event.currentTarget.value)
              const first = chosen?.values[0]?.code
              onChange({
                ...choice,
                attributes: chosen === undefined || first === undefined ? {} : { [chosen.key]: [first] },
              })
            }}
          />
        )}
        {attribute === undefined ? null : (
          <NativeSelect
            label={titleOf(attribute, language, attribute.key)}
            value={choice.attributes[key]?.[0] ?? ''}
            data={attribute.values.map((value) => ({
              value: value.code,
              label: titleOf(value, language, value.code),
            }))}
            onChange={(event) => onChange({ ...choice, attributes: { [key]: [event.currentTarget.value] } })}
          />
        )}
      </div>
      {count.isPending ? <Waiting /> : null}
      {count.error === null ? null : <ErrorNotice error={count.error} />}
      {count.data === undefined ? null : <Count count={count.data} />}
    </fieldset>
  )
}

function Count({ count: { chosen, invitable, leftOut } }: { count: ChoiceCount }) {
  const { t } = useTranslation('invitations')
  const language = useLanguage()
  if (chosen === 0) {
    return (
      <p role="status">
        {t('who.nobody')} <Link to="/contacts">{t('who.register')}</Link>
      </p>
    )
  }
  const reasons = Object.entries(leftOut) as [LeftOut, number][]
  return (
    <div role="status">
      <p className="reach">
        {t('who.count', {
          count: invitable,
          shown: formatNumber(invitable, language),
          chosen: formatNumber(chosen, language),
        })}
      </p>
      {reasons.length === 0 ? null : (
        <ul className="left-out quiet">
          {reasons.map(([reason, many]) => (
            <li key={reason}>
              {t(`left-out.${reason}`)}: {formatNumber(many, language)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
