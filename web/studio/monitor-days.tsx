import { useTranslation } from 'react-i18next'
import type { Fieldwork } from '../../api/contract/fieldwork.ts'
import { CountColumns } from '../charts/count-columns.tsx'
import { formatDay, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Figure } from '../panels/figure.tsx'
import { Panel } from '../panels/panel.tsx'

/** Answers by day. */
export function DaysFigure({ days }: Pick<Fieldwork, 'days'>) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const last = days.at(-1)
  if (last === undefined) return <Panel title={t('days.title')} answer={t('days.none')} />
  const number = (count: number) => formatNumber(count, language)
  return (
    <Figure
      title={t('days.title')}
      answer={t('days.answer', { day: formatDay(last.day, language), formatted: number(last.counted) })}
      note={t('days.note')}
      cards={days.map(({ day, counted }) => ({ title: formatDay(day, language), lines: [number(counted)] }))}
      chart={(view) => (
        <CountColumns
          title={t('days.title')}
          tick={number}
          columns={days.map(({ day, counted }) => ({
            id: day,
            count: counted,
            label: formatDay(day, language),
          }))}
          {...view}
        />
      )}
      table={{
        head: [t('column.day'), t('column.answers')],
        rows: days.map(({ day, counted }) => ({
          id: day,
          cells: [formatDay(day, language), number(counted)],
        })),
      }}
    />
  )
}
