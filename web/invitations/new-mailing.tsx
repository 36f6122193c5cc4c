import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { formatNumber } from '../i18n/format.ts'
import type { Language } from '../i18n/languages.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { waveBrandsQuery } from '../studio/wave-brands.ts'
import { ContactChoice, EVERYBODY, useChoiceCount } from './contact-choice.tsx'
import { INVITATION, REMINDER } from './default-texts.ts'
import { invitationsApi, type MailingDraft } from './invitations-api.ts'
import { MailTextsFields } from './mail-texts.tsx'

interface NewMailingProps {
  readonly wave: Wave
  readonly program: Program
  /** Messages a minute of the whole installation; null: any number. */
  readonly limit: number | null
  readonly onDone: () => void
}

/** Whom to invite, in which words, when and how fast; the last button says how many will get mail. */
export function NewMailing({ wave, program, limit, onDone }: NewMailingProps) {
  const { t } = useTranslation('invitations')
  const { t: common } = useTranslation('common')
  const language = useLanguage()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<MailingDraft>(() => ({
    contacts: EVERYBODY,
    brandId: program.brands.find(({ own }) => own)?.id ?? null,
    texts: of(INVITATION, program.languages),
    reminderTexts: of(REMINDER, program.languages),
    reminders: 2,
    reminderDays: 4,
    perMinute: 300,
    sendAt: null,
  }))
  const set = (part: Partial<MailingDraft>) => setDraft({ ...draft, ...part })
  const count = useChoiceCount(wave.id, draft.contacts, 'mailings', draft.sendAt)
  const send = useMutation({
    mutationFn: () => invitationsApi.send(wave.id, draft),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['mailings', wave.id] })
      await queries.invalidateQueries({ queryKey: ['invitations', wave.id] })
      onDone()
    },
  })
  const many = count.data?.invitable ?? 0
  const fields = { waveId: wave.id, brandId: draft.brandId, languages: program.languages }
  return (
    <div className="new-mailing">
      <ContactChoice
        waveId={wave.id}
        way="mailings"
        choice={draft.contacts}
        sendAt={draft.sendAt}
        onChange={(contacts) => set({ contacts })}
      />
      <AboutBrand waveId={wave.id} value={draft.brandId} onChange={(brandId) => set({ brandId })} />
      <MailTextsFields
        {...fields}
        legend={t('text.invitation')}
        texts={draft.texts}
        onChange={(texts) => set({ texts })}
      />
      <fieldset className="choice">
        <legend>{t('reminders')}</legend>
        <div className="two-fields">
          <NumberInput
            label={t('reminders.many')}
            description={t('reminders.hint')}
            value={draft.reminders}
            min={0}
            max={5}
            allowDecimal={false}
            onChange={(value) => set({ reminders: Number(value) || 0 })}
          />
          <NumberInput
            label={t('reminders.days')}
            value={draft.reminderDays}
            min={1}
            max={60}
            allowDecimal={false}
            disabled={draft.reminders === 0}
            onChange={(value) => set({ reminderDays: Number(value) || 1 })}
          />
        </div>
      </fieldset>
      {draft.reminders === 0 ? null : (
        <MailTextsFields
          {...fields}
          legend={t('text.reminder')}
          texts={draft.reminderTexts}
          onChange={(reminderTexts) => set({ reminderTexts })}
        />
      )}
      <fieldset className="choice">
        <legend>{t('when')}</legend>
        <div className="two-fields">
          <TextInput
            label={t('when.at')}
            description={t('when.hint')}
            type="datetime-local"
            onChange={(event) => set({ sendAt: asMoment(event.currentTarget.value) })}
          />
          <NumberInput
            label={t('when.pace')}
            description={
              limit === null
                ? t('when.pace.hint')
                : t('when.pace.limit', { count: limit, shown: formatNumber(limit, language) })
            }
            value={draft.perMinute}
            min={1}
            max={60_000}
            allowDecimal={false}
            onChange={(value) => set({ perMinute: Number(value) || 1 })}
          />
        </div>
      </fieldset>
      {send.error === null ? null : <ErrorNotice error={send.error} kept={t('send.kept')} />}
      <div className="mailing-actions">
        <Button loading={send.isPending} disabled={many === 0} onClick={() => send.mutate()}>
          {t(draft.sendAt === null ? 'send' : 'send.later', {
            count: many,
            shown: formatNumber(many, language),
          })}
        </Button>
        <Button variant="default" onClick={onDone}>
          {common('cancel')}
        </Button>
      </div>
    </div>
  )
}

interface AboutBrandProps {
  readonly waveId: string
  readonly value: string | null
  readonly onChange: (brandId: string | null) => void
}

/** One brand for everybody invited, of those the wave's form knows, or the form asks. */
export function AboutBrand({ waveId, value, onChange }: AboutBrandProps) {
  const { t } = useTranslation('invitations')
  const brands = useQuery(waveBrandsQuery(waveId)).data ?? []
  return (
    <NativeSelect
      className="about-brand"
      label={t('brand')}
      value={value ?? ''}
      data={[
        ...brands.map(({ id, name }) => ({ value: id, label: name })),
        { value: '', label: t('brand.ask') },
      ]}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}

const of = (texts: MailingDraft['texts'], languages: readonly Language[]) =>
  Object.fromEntries(languages.map((language) => [language, texts[language]]))

/** The browser's own time zone said it; the server is told in UTC, to the second. */
function asMoment(local: string): string | null {
  const moment = new Date(local)
  return local === '' || Number.isNaN(moment.getTime()) ? null : moment.toISOString().replace(/\.\d+Z$/, 'Z')
}
