import { useTranslation } from 'react-i18next'
import type { Outcomes } from '../../api/contract/fieldwork.ts'
import { StageBars } from '../charts/stage-bars.tsx'
import { formatNumber, formatPercent } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FactTable } from '../panels/fact-table.tsx'
import { Figure } from '../panels/figure.tsx'

const DISPOSITIONS = [
  'complete',
  'partial',
  'refusal',
  'nonContact',
  'other',
  'unknownHousehold',
  'unknownOther',
  'ineligible',
  'quotaFull',
] as const
const RATES = ['response1', 'response2', 'response3', 'cooperation1', 'refusal1', 'contact1'] as const

/** What became of those invited by name, and the rates of AAPOR. */
export function OutcomePanel({ outcomes }: { outcomes: Outcomes }) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const percent = (share: number) => formatPercent(share, language, { decimals: 1 })
  const stages = DISPOSITIONS.map((name) => ({
    id: name,
    label: t(`outcome.${name}`),
    count: outcomes.dispositions[name],
    text: formatNumber(outcomes.dispositions[name], language),
    colour: name === 'complete' || name === 'partial' ? 'var(--own)' : 'var(--rival-2)',
  })).filter(({ count }) => count > 0)
  const title = t('outcome.title')
  const { response1, contact1 } = outcomes
  return (
    <Figure
      title={title}
      answer={
        response1 === null || contact1 === null
          ? t('outcome.answer.none')
          : t('outcome.answer', { share: percent(response1), contacted: percent(contact1) })
      }
      note={t('outcome.note')}
      cards={stages.map(({ label, text }) => ({ title: label, lines: [text] }))}
      chart={(view) => (
        <StageBars
          title={title}
          groups={[{ id: 'invited', label: '', colour: 'var(--rival-2)', stages }]}
          {...view}
        />
      )}
      table={{
        head: [t('column.outcome'), t('column.people')],
        rows: stages.map(({ id, label, text }) => ({ id, cells: [label, text] })),
      }}
      after={
        <FactTable
          caption={title}
          head={RATES.map((rate) => t(`rate.${rate}`))}
          rows={[
            {
              id: 'rates',
              cells: RATES.map((rate) => {
                const share = outcomes[rate]
                return share === null ? '–' : percent(share)
              }),
            },
          ]}
        />
      }
    />
  )
}
