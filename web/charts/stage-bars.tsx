import { scaleLinear } from '@visx/scale'
import { Drawing } from './drawing.tsx'
import { textWidth, wrapText } from './text-width.ts'

export interface Stage {
  readonly id: string
  readonly label: string
  readonly count: number
  /** The number as it is read, with its share of the stage before. */
  readonly text: string
  /** Where stages are kinds side by side, not steps of one way. */
  readonly colour?: string
}

export interface StageGroup {
  readonly id: string
  /** Empty: no heading. */
  readonly label: string
  readonly colour: string
  /** In the order people pass them. */
  readonly stages: readonly Stage[]
}

export interface StageBarsProps {
  readonly title: string
  readonly groups: readonly StageGroup[]
  readonly width?: number
  readonly active?: number
}

const ROW = 28
const HEAD = 34
const GAP = 20

/** How many are left at each stage, group under group; all bars begin at zero and share one scale. */
export function StageBars({ title, groups, width = 640, active }: StageBarsProps) {
  const all = groups.flatMap(({ stages }) => stages)
  const labels = Math.min(200, Math.max(64, ...all.map(({ label }) => textWidth(label, 14) + 16)))
  const texts = Math.max(0, ...all.map(({ text }) => textWidth(text, 14) + 16))
  const most = Math.max(1, ...all.map(({ count }) => count))
  const x = scaleLinear<number>({ domain: [0, most], range: [0, Math.max(24, width - labels - texts)] })
  const headOf = ({ label }: StageGroup) => (label === '' ? 0 : HEAD)
  const heightOf = (shown: readonly StageGroup[]) =>
    shown.reduce((sum, group) => sum + headOf(group) + group.stages.length * ROW + GAP, 0)
  const tops = groups.map((_, i) => heightOf(groups.slice(0, i)))
  const height = heightOf(groups) - GAP
  let point = -1
  return (
    <Drawing title={title} width={width} height={height}>
      {groups.map((group, g) => (
        <g key={group.id} transform={`translate(0, ${tops[g]})`}>
          <text y={18} className="chart-label chart-strong">
            {wrapText(group.label, width, 15, 1)[0]}
          </text>
          {group.stages.map((stage, s) => {
            point += 1
            const y = headOf(group) + s * ROW
            return (
              <g
                key={stage.id}
                data-point={point}
                className={active === point ? 'chart-row chart-row-active' : 'chart-row'}
              >
                <rect y={y - 2} width={width} height={ROW} rx={8} className="chart-hit" />
                <text y={y + 17} x={4} className="chart-note">
                  {stage.label}
                </text>
                <g data-anchor>
                  <rect
                    x={labels}
                    y={y + 5}
                    width={Math.max(1, x(stage.count))}
                    height={14}
                    rx={3}
                    fill={stage.colour ?? group.colour}
                    // The last stage is what counts; those before it are the way there.
                    opacity={stage.colour !== undefined || s === group.stages.length - 1 ? 1 : 0.45}
                  />
                </g>
                <text x={labels + x(stage.count) + 8} y={y + 17} className="chart-value">
                  {stage.text}
                </text>
              </g>
            )
          })}
        </g>
      ))}
    </Drawing>
  )
}
