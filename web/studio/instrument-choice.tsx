import { useTranslation } from 'react-i18next'
import type { InstrumentSummary } from '../../api/contract/program.ts'
import { formatList, formatMinutes } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ModelSketch } from './model-sketch.tsx'
import { isSameInstrument } from './modules/settings.ts'

interface InstrumentChoiceProps {
  readonly legend: string
  readonly hideLegend?: boolean
  readonly instruments: readonly InstrumentSummary[]
  readonly chosen: { readonly name: string; readonly version: number } | undefined
  readonly onChoose: (instrument: InstrumentSummary) => void
}

/** One card per instrument: what it is, how long it takes, what influences what. */
export function InstrumentChoice({
  legend,
  hideLegend,
  instruments,
  chosen,
  onChoose,
}: InstrumentChoiceProps) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  return (
    <fieldset className="choice">
      <legend className={hideLegend ? 'unseen' : ''}>{legend}</legend>
      <div className="instruments">
        {instruments.map((instrument) => {
          const names = instrument.constructs.map(({ title }) => title[language])
          return (
            <label key={`${instrument.name} ${instrument.version}`} className="instrument">
              <input
                type="radio"
                name="instrument"
                checked={chosen !== undefined && isSameInstrument(chosen, instrument)}
                onChange={() => onChoose(instrument)}
              />
              <span className="instrument-words">
                <strong>{instrument.title[language]}</strong>
                <span className="quiet">
                  {t('instrument.questions', { count: instrument.items })} ·{' '}
                  {t('instrument.minutes', { time: formatMinutes(instrument.minutes, language) })}
                </span>
                <span>{instrument.description[language]}</span>
              </span>
              {instrument.constructs.length === 0 ? null : (
                <ModelSketch
                  title={t('instrument.model', { names: formatList(names, language) })}
                  constructs={instrument.constructs.map(({ name, title }) => ({
                    name,
                    title: title[language],
                  }))}
                  paths={instrument.paths}
                  target="Satisfaction"
                />
              )}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
