import { scaleLinear } from '@visx/scale'
import { Area, LinePath } from '@visx/shape'
import { axisSpan } from './axis-span.ts'
import { Drawing } from './drawing.tsx'
import { textWidth, wrapText } from './text-width.ts'

export interface TrendPoint {
  /** Position among the waves. */
  readonly wave: number
  readonly value: number
  readonly low?: number
  readonly high?: number
  readonly hollow?: boolean
}

export interface TrendSeries {
  readonly id: string
  readonly label: string
  readonly own: boolean
  readonly colour: string
  readonly pointedColour: string
  readonly points: readonly TrendPoint[]
}

export interface TrendChartProps {
  readonly title: string
  readonly waves: readonly string[]
  readonly series: readonly TrendSeries[]
  readonly axisNote: string
  readonly tick: (value: number) => string
  readonly width?: number
  readonly height?: number
  /** A point, counted through all series in their order. */
  readonly active?: number
}

/** Lines over waves with their 95 % bands; competitors stay grey until one is pointed at. */
export function TrendChart({
  title,
  waves,
  series,
  axisNote,
  tick,
  width = 640,
  height = 320,
  active,
}: TrendChartProps) {
  const { x, y, plot } = trendScales(series, waves.length, width, height)
  const waveWidth = (x(1) - x(0)) * 0.92
  const waveLines = Math.max(1, ...waves.map((wave) => wrapText(wave, waveWidth, 12, 2).length))
  const labelWidth = width - plot.right - 12
  const firstPoint = series.map((_, i) =>
    series.slice(0, i).reduce((count, { points }) => count + points.length, 0),
  )
  const pointed = series.findIndex(
    (one, i) =>
      active !== undefined &&
      active >= (firstPoint[i] ?? 0) &&
      active < (firstPoint[i] ?? 0) + one.points.length,
  )
  // The own brand and the one pointed at are drawn last, above the grey ones.
  const order = series.map((_, i) => i).sort((a, b) => weightOf(a) - weightOf(b))
  function weightOf(i: number): number {
    return (i === pointed ? 2 : 0) + (series[i]?.own ? 1 : 0)
  }

  return (
    <Drawing title={title} width={width} height={height}>
      {y.ticks(5).map((value) => (
        <g key={value} transform={`translate(0, ${y(value)})`}>
          <line x1={plot.left} x2={plot.right} stroke="var(--hairline)" />
          <text x={plot.left - 8} y={4} textAnchor="end" className="chart-tick">
            {tick(value)}
          </text>
        </g>
      ))}
      {waves.map((wave, i) => (
        <text key={wave} y={plot.bottom + 20} textAnchor="middle" className="chart-tick">
          {wrapText(wave, waveWidth, 12, 2).map((line, j) => (
            <tspan key={line} x={x(i)} dy={j === 0 ? 0 : 15}>
              {line}
            </tspan>
          ))}
        </text>
      ))}
      <text x={plot.left} y={plot.bottom + 24 + 16 * waveLines} className="chart-tick">
        {axisNote}
      </text>
      {order.map((i) => {
        const one = series[i]
        if (one === undefined) return null
        const colour = i === pointed ? one.pointedColour : one.colour
        const banded = one.points.filter((point) => point.low !== undefined && point.high !== undefined)
        return (
          <g key={one.id} className={one.own ? 'chart-own' : 'chart-rival'}>
            {(one.own || i === pointed) && (
              <Area
                data={banded}
                x={(point) => x(point.wave)}
                y0={(point) => y(point.low ?? point.value)}
                y1={(point) => y(point.high ?? point.value)}
                fill={colour}
                fillOpacity={0.15}
              />
            )}
            <LinePath
              data={[...one.points]}
              x={(point) => x(point.wave)}
              y={(point) => y(point.value)}
              stroke={colour}
              strokeWidth={one.own || i === pointed ? 3 : 1.5}
            />
            {one.points.map((point, j) => (
              <TrendDot
                key={point.wave}
                point={point}
                index={(firstPoint[i] ?? 0) + j}
                x={x(point.wave)}
                y={y}
                colour={colour}
                strong={one.own || i === pointed}
                active={active === (firstPoint[i] ?? 0) + j}
              />
            ))}
          </g>
        )
      })}
      {endLabels(series, { x, y, plot, width: labelWidth, lastWave: waves.length - 1 }).map(
        ({ i, y: at, left, lines }) => (
          <text
            key={series[i]?.id}
            y={at + 5}
            fill={i === pointed ? series[i]?.pointedColour : series[i]?.own ? 'var(--own)' : 'var(--quiet)'}
            className={series[i]?.own || i === pointed ? 'chart-end chart-strong' : 'chart-end'}
          >
            {lines.map((line, j) => (
              <tspan key={line} x={left} dy={j === 0 ? 0 : LINE_HEIGHT}>
                {line}
              </tspan>
            ))}
          </text>
        ),
      )}
    </Drawing>
  )
}

function TrendDot({
  point,
  index,
  x,
  y,
  colour,
  strong,
  active,
}: {
  point: TrendPoint
  index: number
  x: number
  y: (value: number) => number
  colour: string
  strong: boolean
  active: boolean
}) {
  return (
    <g transform={`translate(${x}, ${y(point.value)})`} data-point={index} data-anchor>
      <circle r={16} className="chart-hit" />
      {active && point.low !== undefined && point.high !== undefined && (
        <line
          y1={y(point.low) - y(point.value)}
          y2={y(point.high) - y(point.value)}
          stroke={colour}
          strokeWidth={2}
        />
      )}
      <circle
        r={active ? 7 : strong ? 5 : 3.5}
        fill={point.hollow ? 'var(--surface)' : colour}
        stroke={colour}
        strokeWidth={2}
      />
    </g>
  )
}

export function trendScales(series: readonly TrendSeries[], waves: number, width: number, height: number) {
  const labels = Math.min(width * 0.28, Math.max(40, ...series.map(({ label }) => textWidth(label, 14) + 16)))
  const plot = { left: 36, right: width - labels - 8, top: 12, bottom: height - 66 }
  const ends = series.flatMap(({ own, points }) =>
    points.flatMap(({ value, low, high }) => (own ? [value, low ?? value, high ?? value] : [value])),
  )
  const span = axisSpan(ends)
  return {
    plot,
    x: scaleLinear<number>({ domain: [0, Math.max(1, waves - 1)], range: [plot.left + 16, plot.right - 8] }),
    y: scaleLinear<number>({ domain: [span.from, span.to], range: [plot.bottom, plot.top] }),
  }
}

const LINE_HEIGHT = 16

interface LabelRoom {
  readonly x: (wave: number) => number
  readonly lastWave: number
  readonly y: (value: number) => number
  readonly plot: { readonly right: number; readonly top: number; readonly bottom: number }
  readonly width: number
}

/** Labels at the lines' ends, wrapped where there is little room, moved apart where they would overlap. */
function endLabels(series: readonly TrendSeries[], { x, y, plot, width, lastWave }: LabelRoom) {
  const all = series
    .flatMap((one, i) => {
      const last = one.points.at(-1)
      if (last === undefined) return []
      const ended = last.wave < lastWave
      const left = ended ? x(last.wave) + 12 : plot.right + 12
      return [{ i, ended, left, y: y(last.value), lines: wrapText(one.label, width, 14, 2) }]
    })
    .sort((a, b) => a.y - b.y)
  // A line that ends early is named where it ends, so that nobody reads a value it does not have.
  const labels = all.filter(({ ended }) => !ended)
  const tall = ({ lines }: { readonly lines: readonly string[] }) => lines.length * LINE_HEIGHT + 2
  let free = plot.top
  for (const label of labels) {
    label.y = Math.max(label.y, free)
    free = label.y + tall(label)
  }
  let floor = plot.bottom + LINE_HEIGHT
  for (const label of [...labels].reverse()) {
    label.y = Math.min(label.y, floor - tall(label))
    floor = label.y
  }
  return all
}
