import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { FlaggedResponse } from '../../api/contract/quality.ts'
import { formatList, formatMoment, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'

interface ReviewTableProps {
  readonly responses: readonly FlaggedResponse[]
  readonly brands: readonly Brand[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
}

/** One line per answer, with why it looks odd and what was decided. */
export function ReviewTable({ responses, brands, chosen, onChoose }: ReviewTableProps) {
  const { t } = useTranslation('fieldwork')
  const isAll = responses.every(({ id }) => chosen.has(id))
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              aria-label={t('review.choose.all')}
              checked={isAll}
              indeterminate={!isAll && chosen.size > 0}
              onChange={() => onChoose(new Set(isAll ? [] : responses.map(({ id }) => id)))}
            />
          </th>
          <th scope="col">{t('review.when')}</th>
          <th scope="col">{t('column.brand')}</th>
          <th scope="col">{t('review.marks')}</th>
          <th scope="col" className="number">
            {t('review.took')}
          </th>
        </tr>
      </thead>
      <tbody>
        {responses.map((response) => (
          <Line
            key={response.id}
            response={response}
            brands={brands}
            isChosen={chosen.has(response.id)}
            onToggle={() => {
              const next = new Set(chosen)
              if (!next.delete(response.id)) next.add(response.id)
              onChoose(next)
            }}
          />
        ))}
      </tbody>
    </table>
  )
}

interface LineProps {
  readonly response: FlaggedResponse
  readonly brands: readonly Brand[]
  readonly isChosen: boolean
  readonly onToggle: () => void
}

function Line({ response, brands, isChosen, onToggle }: LineProps) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const { receivedAt, brandIds, flags, seconds, excluded, decision } = response
  const when = formatMoment(receivedAt, language)
  const rated = brandIds.map((id) => brands.find((brand) => brand.id === id)?.name ?? '')
  return (
    <tr>
      <td>
        <Checkbox aria-label={t('review.choose', { when })} checked={isChosen} onChange={onToggle} />
      </td>
      <td data-label={t('review.when')}>{when}</td>
      <td data-label={t('column.brand')}>{formatList(rated, language)}</td>
      <td data-label={t('review.marks')}>
        <ul className="marks">
          {flags.map((flag) => (
            <li key={flag}>{t(`flag.${flag}`)}</li>
          ))}
        </ul>
        {excluded && decision !== null ? (
          <span className="quiet small">
            {t('review.excluded', {
              reason: t(`reason.${decision.reason}`),
              who: decision.by ?? t('review.someone'),
            })}
            {decision.note === '' ? null : ` · ${decision.note}`}
          </span>
        ) : null}
      </td>
      <td data-label={t('review.took')} className="number">
        {seconds === null ? '–' : formatDuration(seconds, language)}
      </td>
    </tr>
  )
}

/** 0:42, 12:05: what a clock would have shown. */
function formatDuration(seconds: number, language: Parameters<typeof formatNumber>[1]): string {
  const whole = Math.round(seconds)
  const rest = String(whole % 60).padStart(2, '0')
  return `${formatNumber(Math.floor(whole / 60), language)}:${rest}`
}
