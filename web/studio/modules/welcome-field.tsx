import { Radio, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, type Language } from '../../i18n/languages.ts'
import type { Design, Problem } from '../design.ts'

interface WelcomeFieldProps {
  readonly design: Design
  readonly problems: readonly Problem[]
  readonly onChange: (part: Partial<Design>) => void
}

/** What is said before the first question and after the last. */
export function WelcomeField({ design, problems, onChange }: WelcomeFieldProps) {
  const { t } = useTranslation('modules')
  const wrong = problems.some(({ field }) => field === 'redirect')
  return (
    <>
      <Words field="consent" design={design} problems={problems} onChange={onChange} />
      <Words field="privacy" design={design} problems={problems} onChange={onChange} />
      <Words field="thanks" design={design} problems={problems} onChange={onChange} />
      <TextInput
        type="url"
        label={t('redirect')}
        description={t('redirect.hint')}
        value={design.redirect ?? ''}
        maxLength={500}
        placeholder="https://"
        error={wrong ? t('redirect.wrong') : undefined}
        onChange={(event) => {
          const address = event.currentTarget.value.trim()
          onChange({ redirect: address === '' ? null : address })
        }}
      />
      {design.redirect === null ? null : (
        <Radio.Group
          size="md"
          label={t('redirectWhen')}
          value={design.redirectWhen}
          onChange={(when) => onChange({ redirectWhen: when === 'at-once' ? when : 'button' })}
        >
          <div className="checks">
            {(['button', 'at-once'] as const).map((when) => (
              <Radio
                size="md"
                key={when}
                value={when}
                label={t(`redirectWhen.${when}`)}
                description={t(`redirectWhen.${when}.hint`)}
              />
            ))}
          </div>
        </Radio.Group>
      )}
    </>
  )
}

interface WordsProps extends WelcomeFieldProps {
  readonly field: 'consent' | 'privacy' | 'thanks'
}

function Words({ field, design, problems, onChange }: WordsProps) {
  const { t } = useTranslation('modules')
  const hint = `hint-${field}`
  const change = (language: Language, text: string) => {
    const { [language]: _, ...others } = design[field]
    onChange({ [field]: text.trim() === '' ? others : { ...others, [language]: text } })
  }
  return (
    <fieldset className="choice words" aria-describedby={hint}>
      <legend>{t(field)}</legend>
      <p className="quiet" id={hint}>
        {t(`${field}.hint`)}
      </p>
      {design.languages.map((language) => {
        const lacks = problems.some((problem) => problem.field === field && problem.language === language)
        return (
          <Textarea
            key={language}
            lang={language}
            autosize
            minRows={2}
            maxLength={2000}
            label={LANGUAGE_NAMES[language]}
            value={design[field][language] ?? ''}
            error={lacks ? t(`lacks.${field}`, { language: LANGUAGE_NAMES[language] }) : undefined}
            onChange={(event) => change(language, event.currentTarget.value)}
          />
        )
      })}
    </fieldset>
  )
}
