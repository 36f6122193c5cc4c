import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailTexts } from '../../api/contract/mailing.ts'
import { LANGUAGE_NAMES, type Language } from '../i18n/languages.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { invitationsApi } from './invitations-api.ts'

interface MailTextsFieldsProps {
  readonly legend: string
  readonly waveId: string
  readonly brandId: string | null
  readonly languages: readonly Language[]
  readonly texts: MailTexts
  readonly onChange: (texts: MailTexts) => void
}

/** Subject and words in every language of the program, and how they look to one person. */
export function MailTextsFields({
  legend,
  waveId,
  brandId,
  languages,
  texts,
  onChange,
}: MailTextsFieldsProps) {
  const { t } = useTranslation('invitations')
  const [language, setLanguage] = useState<Language>(languages[0] ?? 'en')
  const text = texts[language] ?? { subject: '', body: '' }
  const preview = useMutation({
    mutationFn: () => invitationsApi.preview(waveId, language, brandId, text),
  })
  const test = useMutation({ mutationFn: () => invitationsApi.test(waveId, language, brandId, text) })
  const forget = () => {
    preview.reset()
    test.reset()
  }
  const change = (part: Partial<typeof text>) => {
    forget()
    onChange({ ...texts, [language]: { ...text, ...part } })
  }
  return (
    <fieldset className="choice mail-texts">
      <legend>{legend}</legend>
      {languages.length < 2 ? null : (
        <SegmentedControl
          aria-label={t('text.language')}
          value={language}
          data={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(value) => {
            forget()
            setLanguage(languages.find((one) => one === value) ?? language)
          }}
        />
      )}
      <TextInput
        label={t('text.subject')}
        value={text.subject}
        maxLength={200}
        lang={language}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('text.body')}
        description={t('text.hint')}
        value={text.body}
        maxLength={2000}
        lang={language}
        autosize
        minRows={7}
        error={text.body.includes('{link}') ? undefined : t('text.no-link')}
        onChange={(event) => change({ body: event.currentTarget.value })}
      />
      <div className="mailing-actions">
        <Button variant="default" size="sm" loading={preview.isPending} onClick={() => preview.mutate()}>
          {t('text.preview')}
        </Button>
        <Button variant="default" size="sm" loading={test.isPending} onClick={() => test.mutate()}>
          {t('text.test')}
        </Button>
      </div>
      {preview.error === null ? null : <ErrorNotice error={preview.error} />}
      {test.error === null ? null : <ErrorNotice error={test.error} kept={t('text.test.kept')} />}
      {test.data === undefined ? null : (
        <Notice tone="good">{t('text.test.sent', { to: test.data.to })}</Notice>
      )}
      {preview.data === undefined ? null : (
        <div className="mail-preview">
          <p className="mail-subject">{preview.data.subject}</p>
          <iframe title={t('text.preview')} sandbox="" srcDoc={preview.data.html} />
        </div>
      )}
    </fieldset>
  )
}
