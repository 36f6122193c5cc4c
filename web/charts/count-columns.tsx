import { scaleLinear } from '@visx/scale'
import { Drawing } from './drawing.tsx'
import { textWidth } from './text-width.ts'

export interface CountColumn {
  readonly id: string
  readonly count: number
  /** Below the column where there is room for it. */
  readonly label: string
  readonly emphasised?: boolean
}

export interface CountColumnsProps {
  readonly title: string
  readonly columns: readonly CountColumn[]
  readonly tick: (value: number) => string
  readonly width?: number
  readonly active?: number
}

const HEIGHT = 220
const TOP = 24
const FOOT = 28

/** Counts side by side in their own order, from zero; the emphasised ones carry their number. */
export function CountColumns({ title, columns, tick, width = 640, active }: CountColumnsProps) {
  const most = Math.max(1, ...columns.map(({ count }) => count))
  const y = scaleLinear<number>({ domain: [0, most], range: [HEIGHT - FOOT, TOP], nice: true })
  const ticks = y.ticks(3).filter(Number.isInteger)
  const left = Math.max(16, ...ticks.map((value) => textWidth(tick(value), 12) + 10))
  const step = (width - left) / Math.max(1, columns.length)
  const bar = Math.min(40, Math.max(2, step * 0.72))
  const widest = Math.max(1, ...columns.map(({ label }) => textWidth(label, 12) + 10))
  const every = Math.max(1, Math.ceil(widest / step))
  const middleOf = (i: number) => left + step * (i + 0.5)
  // A label stands under the middle of its column; where half of it would hang out, another column is named.
  const isWithin = ({ label }: CountColumn, i: number) => {
    const half = textWidth(label, 12) / 2
    return middleOf(i) - half >= 0 && middleOf(i) + half <= width
  }
  const first = Math.max(0, columns.findIndex(isWithin))
  return (
    <Drawing title={title} width={width} height={HEIGHT}>
      {ticks.map((value) => (
        <g key={value}>
          <line x1={left} x2={width} y1={y(value)} y2={y(value)} stroke="var(--hairline)" />
          <text x={left - 6} y={y(value) + 4} textAnchor="end" className="chart-tick">
            {tick(value)}
          </text>
        </g>
      ))}
      {columns.map((column, i) => {
        const { id, count, label, emphasised } = column
        const middle = middleOf(i)
        return (
          <g key={id} data-point={i} className={active === i ? 'chart-row chart-row-active' : 'chart-row'}>
            <rect
              x={left + step * i}
              y={0}
              width={step}
              height={HEIGHT - FOOT}
              rx={4}
              className="chart-hit"
            />
            <rect
              data-anchor
              x={middle - bar / 2}
              y={y(count)}
              width={bar}
              height={Math.max(count > 0 ? 1 : 0, y(0) - y(count))}
              rx={Math.min(3, bar / 3)}
              fill={emphasised ? 'var(--worse)' : 'var(--own)'}
            />
            {emphasised ? (
              <text x={middle} y={y(count) - 6} textAnchor="middle" className="chart-value chart-strong">
                {tick(count)}
              </text>
            ) : null}
            {isWithin(column, i) && (i - first) % every === 0 ? (
              <text x={middle} y={HEIGHT - 8} textAnchor="middle" className="chart-tick">
                {label}
              </text>
            ) : null}
          </g>
        )
      })}
    </Drawing>
  )
}
