import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AttributeSummary } from '../../api/contract/program.ts'
import { useLanguage } from '../i18n/use-language.ts'

interface AttributesFieldProps {
  readonly attributes: readonly string[]
  readonly offered: readonly AttributeSummary[]
  /** How many may be asked. */
  readonly most: number
  readonly onChange: (attributes: string[]) => void
}

/** What respondents are asked about themselves; what may be answered shows where it is chosen. */
export function AttributesField({ attributes, offered, most, onChange }: AttributesFieldProps) {
  const { t } = useTranslation('studio')
  const { t: words } = useTranslation('modules')
  const language = useLanguage()
  const isFull = attributes.length >= most
  return (
    <fieldset className="choice">
      <legend>{t('design.attributes')}</legend>
      <p className="quiet">{t('design.attributes.hint')}</p>
      {isFull ? <p className="quiet">{words('full.attributes', { count: most })}</p> : null}
      <Checkbox.Group
        value={[...attributes]}
        aria-label={t('design.attributes')}
        onChange={(chosen) =>
          onChange(offered.map(({ code }) => code).filter((code) => chosen.includes(code)))
        }
      >
        <div className="checks attributes">
          {offered.map(({ code, label, title, values }) => (
            <Checkbox
              key={code}
              value={code}
              label={label[language]}
              disabled={isFull && !attributes.includes(code)}
              description={
                <>
                  <span className="attribute-question">{title[language]}</span>
                  {attributes.includes(code) ? values.map(({ title }) => title[language]).join(' · ') : null}
                </>
              }
            />
          ))}
        </div>
      </Checkbox.Group>
    </fieldset>
  )
}
