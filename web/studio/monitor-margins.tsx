import { useTranslation } from 'react-i18next'
import type { BrandProgress, Fieldwork } from '../../api/contract/fieldwork.ts'
import type { Brand } from '../../api/contract/program.ts'
import { brandColour } from '../charts/colours.ts'
import { MarginSteps } from '../charts/margin-steps.tsx'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Figure } from '../panels/figure.tsx'

interface MarginFigureProps {
  readonly fieldwork: Fieldwork
  readonly brands: readonly Brand[]
}

/** The margin of each brand's index as it is, and as it will be with as many answers as are wanted. */
export function MarginFigure({ fieldwork, brands }: MarginFigureProps) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const number = (count: number) => formatNumber(count, language)
  const points = (margin: number) => formatNumber(margin, language, { decimals: 1 })
  const rivals = brands.filter(({ own }) => !own)
  const rows = brands
    .toSorted((a, b) => Number(b.own) - Number(a.own) || a.position - b.position)
    .flatMap((brand) => {
      const progress = fieldwork.brands.find(({ brandId }) => brandId === brand.id)
      return progress === undefined ? [] : [{ brand, progress }]
    })
  const steps = rows.map(({ brand, progress }) => ({
    id: brand.id,
    label: brand.name,
    note: countOf(progress),
    colour: brandColour({ own: brand.own, rank: Math.max(0, rivals.indexOf(brand)) }),
    emphasised: brand.own,
    ...(progress.marginNow === null ? {} : { now: progress.marginNow }),
    ...(progress.marginAtTarget === null ? {} : { goal: progress.marginAtTarget }),
    text: marginText(progress),
  }))
  return (
    <Figure
      title={t('margin.title')}
      answer={verdict()}
      note={t(fieldwork.deviation.measured ? 'margin.measured' : 'margin.planned', {
        deviation: points(fieldwork.deviation.value),
      })}
      cards={steps.map(({ label, note, text }) => ({ title: label, lines: [note, text] }))}
      chart={(view) => (
        <MarginSteps
          title={t('margin.title')}
          steps={steps}
          axisNote={t('margin.axis')}
          tick={number}
          {...view}
        />
      )}
      table={{
        head: ['brand', 'answers', 'index', 'target', 'now', 'goal'].map((column) => t(`column.${column}`)),
        rows: rows.map(({ brand, progress }) => ({
          id: brand.id,
          cells: [
            brand.name,
            number(progress.counted),
            number(progress.forIndex),
            progress.target === null ? '–' : number(progress.target),
            progress.marginNow === null ? '–' : `± ${points(progress.marginNow)}`,
            progress.marginAtTarget === null ? '–' : `± ${points(progress.marginAtTarget)}`,
          ],
        })),
      }}
    />
  )

  function countOf({ counted, forIndex, target }: BrandProgress): string {
    const all =
      target === null
        ? `n = ${number(counted)}`
        : t('margin.of', { count: number(counted), target: number(target) })
    return forIndex === counted ? all : t('margin.index', { all, count: number(forIndex) })
  }

  function marginText({ marginNow, marginAtTarget }: BrandProgress): string {
    if (marginNow === null) return t('margin.few')
    if (marginAtTarget === null) return t('margin.points', { now: points(marginNow) })
    return t('margin.step', { now: points(marginNow), goal: points(marginAtTarget) })
  }

  function verdict(): string {
    const [first] = rows
    if (first === undefined || first.progress.marginNow === null) return t('margin.answer.none')
    const { brand, progress } = first
    const now = points(first.progress.marginNow)
    if (progress.marginAtTarget === null || progress.target === null) {
      return t('margin.answer.now', { brand: brand.name, now })
    }
    const goal = points(progress.marginAtTarget)
    return t('margin.answer', { brand: brand.name, now, goal, target: number(progress.target) })
  }
}
