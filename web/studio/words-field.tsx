import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, type Language } from '../i18n/languages.ts'
import type { Problem } from './design.ts'

interface WordsFieldProps {
  readonly field: 'category' | 'period'
  readonly words: Readonly<Partial<Record<Language, string>>>
  readonly languages: readonly Language[]
  readonly problems: readonly Problem[]
  readonly onChange: (words: Partial<Record<Language, string>>) => void
}

/** The same few words in each language the form is asked in. */
export function WordsField({ field, words, languages, problems, onChange }: WordsFieldProps) {
  const { t } = useTranslation('studio')
  const name = t(`field.${field}`)
  const hint = `hint-${field}`
  return (
    <fieldset className="choice words" aria-describedby={hint}>
      <legend>{name}</legend>
      <p className="quiet" id={hint}>
        {t(`field.${field}.hint`)}
      </p>
      {languages.map((language) => {
        const problem = problems.find((problem) => problem.field === field && problem.language === language)
        return (
          <TextInput
            key={language}
            lang={language}
            label={LANGUAGE_NAMES[language]}
            aria-label={t('field.in', { field: name, language: LANGUAGE_NAMES[language] })}
            value={words[language] ?? ''}
            maxLength={200}
            error={
              problem === undefined ? undefined : t(problem.text, { language: LANGUAGE_NAMES[language] })
            }
            onChange={(event) => onChange({ ...words, [language]: event.currentTarget.value })}
          />
        )
      })}
    </fieldset>
  )
}
