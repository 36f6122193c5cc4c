import { Box, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormPreview, Program } from '../../api/contract/program.ts'
import { formatMinutes, formatMinutesRange } from '../i18n/format.ts'
import { isLanguage, LANGUAGE_NAMES, type Language } from '../i18n/languages.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PreviewCard } from './preview-card.tsx'
import { PreviewPrivacy } from './preview-privacy.tsx'
import { previewQuery } from './preview-query.ts'
import { readPreview, readPrivacy } from './read-preview.ts'

/** Trade norms put the end of most people's patience here. */
const LONG = 9

interface PhonePreviewProps {
  readonly program: Program
  readonly languages: readonly Language[]
}

/** The form as it would be published now, on a phone, to look at and not to answer. */
export function PhonePreview({ program, languages }: PhonePreviewProps) {
  const { t } = useTranslation('studio')
  const reader = useLanguage()
  const [chosen, setChosen] = useState<Language>()
  const shown =
    [chosen, reader, languages[0]].find((one) => one !== undefined && languages.includes(one)) ?? reader
  const brand = program.brands.find(({ own }) => own)?.name ?? ''
  const preview = useQuery(previewQuery(program.id))
  const survey = preview.data?.survey ?? {}
  const cards = readPreview(survey, { language: shown, brand }).map((card) => (
    <PreviewCard key={card.name} card={card} language={shown} />
  ))
  const privacy = readPrivacy(survey, shown)
  const minutesTold = ({ minutes, leastMinutes, mostMinutes }: FormPreview) => {
    const time = formatMinutes(minutes, reader)
    const range = formatMinutesRange(leastMinutes, mostMinutes, reader)
    return range === null ? t('preview.minutes', { time }) : t('preview.minutes.range', { time, range })
  }

  return (
    <aside className="preview" aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      {preview.data === undefined ? null : (
        <p className="quiet" aria-live="polite">
          {t('instrument.questions', { count: preview.data.items })} · {minutesTold(preview.data)}
        </p>
      )}
      {Math.round(preview.data?.mostMinutes ?? 0) > LONG ? (
        <p className="preview-long">{t('preview.long')}</p>
      ) : null}
      {languages.length > 1 ? (
        <SegmentedControl
          size="sm"
          aria-label={t('preview.language')}
          value={shown}
          data={languages.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
          onChange={(value) => {
            if (isLanguage(value)) setChosen(value)
          }}
        />
      ) : null}
      {preview.error === null ? null : (
        <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      <div className="phone" lang={shown}>
        <Box component="section" className="phone-screen" tabIndex={0} aria-label={t('preview.title')}>
          {cards.slice(0, 1)}
          {privacy === undefined ? null : <PreviewPrivacy html={privacy} language={shown} />}
          {cards.slice(1)}
        </Box>
      </div>
    </aside>
  )
}
