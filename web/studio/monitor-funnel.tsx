import { useTranslation } from 'react-i18next'
import type { BrandProgress, Fieldwork, WayFunnel } from '../../api/contract/fieldwork.ts'
import type { Brand } from '../../api/contract/program.ts'
import { StageBars, type StageGroup } from '../charts/stage-bars.tsx'
import { formatNumber, formatPercent } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FactTable } from '../panels/fact-table.tsx'
import { Figure } from '../panels/figure.tsx'
import { useWayName } from './way-name.ts'

interface FunnelFigureProps {
  readonly ways: readonly WayFunnel[]
  readonly progress: readonly BrandProgress[]
  readonly brandUnknown: Fieldwork['brandUnknown']
  readonly brands: readonly Brand[]
}

/** Invitations, opened, started, completed: by way in. */
export function FunnelFigure({ ways, progress, brandUnknown, brands }: FunnelFigureProps) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const number = (count: number) => formatNumber(count, language)
  const orDash = (count: number | null) => (count === null ? '–' : number(count))
  const nameOf = useWayName(brands)
  const groups = ways.map((way): StageGroup => {
    const stages = stagesOf(way)
    return {
      id: way.collectorId,
      label: nameOf(way),
      colour: brands.some(({ id, own }) => !own && id === way.brandId) ? 'var(--rival-1)' : 'var(--own)',
      stages: stages.map(({ name, count, of = 0 }) => {
        const share = of === 0 ? '' : ` (${formatPercent(count / of, language)})`
        return { id: name, label: t(`stage.${name}`), count, text: `${number(count)}${share}` }
      }),
    }
  })
  const people = groups.flatMap(({ label, stages }) => stages.map((stage) => ({ way: label, ...stage })))
  // Interviews done elsewhere were never begun here.
  const asked = ways.filter(({ kind }) => kind !== 'import')
  const [started, completed] = (['started', 'completed'] as const).map((stage) =>
    asked.reduce((sum, way) => sum + way[stage], 0),
  ) as [number, number]
  return (
    <Figure
      title={t('funnel.title')}
      answer={
        started === 0
          ? t('funnel.none')
          : t('funnel.answer', {
              started: number(started),
              completed: number(completed),
              share: formatPercent(completed / started, language),
            })
      }
      note={t('funnel.note')}
      cards={people.map(({ way, label, text }) => ({ title: label, lines: [text, way] }))}
      chart={(view) => <StageBars title={t('funnel.title')} groups={groups} {...view} />}
      table={{
        head: [t('column.way'), t('column.stage'), t('column.people')],
        rows: people.map(({ way, id, label, text }, i) => ({ id: `${i}-${id}`, cells: [way, label, text] })),
      }}
      after={
        brands.length > 1 ? (
          <FactTable
            caption={t('funnel.brands')}
            head={[
              t('column.brand'),
              t('stage.invited'),
              t('stage.started'),
              t('column.answers'),
              t('column.aside'),
            ]}
            rows={[
              ...progress.map(({ brandId, invited, started, counted, setAside }) => ({
                id: brandId,
                cells: [
                  brands.find(({ id }) => id === brandId)?.name ?? '',
                  ...[invited, started, counted, setAside].map(orDash),
                ],
              })),
              ...(brandUnknown.invited + brandUnknown.started === 0
                ? []
                : [
                    {
                      id: 'unknown',
                      cells: [
                        t('funnel.unknown'),
                        ...[brandUnknown.invited, brandUnknown.started, null, null].map(orDash),
                      ],
                    },
                  ]),
            ]}
          />
        ) : null
      }
    />
  )
}

interface WayStage {
  readonly name: 'invited' | 'opened' | 'screened' | 'started' | 'completed'
  readonly count: number
  /** How many could have come this far. */
  readonly of?: number
}

/** Who was turned away could go no further: of the stages after it they are no part. */
function stagesOf({ kind, invited, opened, started, screenedOut, completed }: WayFunnel): WayStage[] {
  if (kind === 'import') return [{ name: 'completed', count: completed }]
  const before = opened ?? invited
  return [
    ...(invited === null ? [] : [{ name: 'invited', count: invited } as const]),
    ...(opened === null ? [] : [{ name: 'opened', count: opened, of: invited ?? 0 } as const]),
    ...(screenedOut === 0 ? [] : [{ name: 'screened', count: screenedOut } as const]),
    { name: 'started', count: started, of: before === null ? 0 : Math.max(0, before - screenedOut) },
    { name: 'completed', count: completed, of: started },
  ]
}
