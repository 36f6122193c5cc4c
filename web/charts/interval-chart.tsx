import { scaleLinear } from '@visx/scale'
import { AxisBelow } from './axis-below.tsx'
import { axisSpan } from './axis-span.ts'
import { Drawing } from './drawing.tsx'
import { textWidth, wrapText } from './text-width.ts'

export interface IntervalRow {
  readonly id: string
  readonly label: string
  /** Second line under the label, such as `n = 500`. */
  readonly note: string
  readonly colour: string
  readonly emphasised?: boolean
  /** Small base, or no interval yet: the dot is drawn hollow. */
  readonly hollow?: boolean
  /** Left out when nothing may be shown; then `text` says why. */
  readonly estimate?: { readonly value: number; readonly low?: number; readonly high?: number }
  /** Right of the row: the number with its margin, or why there is none. */
  readonly text: string
}

export interface IntervalChartProps {
  readonly title: string
  readonly rows: readonly IntervalRow[]
  /** Sets of rows (by position) that cannot be told apart; each gets a bracket. */
  readonly ties?: readonly (readonly number[])[]
  readonly axis: { readonly min: number; readonly max: number; readonly step: number; readonly least: number }
  readonly axisNote: string
  readonly tick: (value: number) => string
  /** A value worth a line of its own, such as no effect. */
  readonly reference?: number
  readonly width?: number
  readonly active?: number
}

const BRACKET = 12

/** One row per thing: a dot where the estimate is, a line where it may be, and ties in brackets. */
export function IntervalChart(props: IntervalChartProps) {
  const { title, rows, ties = [], axis, axisNote, tick, reference, width = 640, active } = props
  const place = intervalLayout(rows, ties.length, width)
  const ends = rows.flatMap(({ estimate }) =>
    estimate === undefined
      ? []
      : [estimate.value, estimate.low ?? estimate.value, estimate.high ?? estimate.value],
  )
  const span = axisSpan(reference === undefined ? ends : [...ends, reference], axis)
  const x = scaleLinear<number>({ domain: [span.from, span.to], range: [place.left, place.right] })
  const bottom = place.top + rows.length * place.rowHeight
  const height = ends.length > 0 ? bottom + 40 : bottom
  const middle = (row: number) => place.top + row * place.rowHeight + place.line

  return (
    <Drawing title={title} width={width} height={height}>
      {ends.length > 0 && (
        <AxisBelow
          x={x}
          ticks={x.ticks(width < 480 ? 4 : 6)}
          tick={tick}
          top={place.top}
          bottom={bottom}
          note={axisNote}
          left={place.left}
        />
      )}
      {ends.length > 0 && reference !== undefined && (
        <line x1={x(reference)} x2={x(reference)} y1={place.top} y2={bottom} stroke="var(--quiet)" />
      )}
      {rows.map((row, i) => (
        <g key={row.id} data-point={i} className={active === i ? 'chart-row chart-row-active' : 'chart-row'}>
          <rect
            x={0}
            y={place.top + i * place.rowHeight}
            width={width}
            height={place.rowHeight}
            rx={8}
            className="chart-hit"
          />
          <RowLabel row={row} place={place} y={middle(i)} />
          {row.estimate && <Mark row={row} y={middle(i)} x={x} active={active === i} />}
          <RowText row={row} place={place} y={middle(i)} width={width} />
        </g>
      ))}
      {ties.map((members, column) => (
        <Bracket
          key={members.join()}
          rows={members.map(middle)}
          x={width - 3 - (ties.length - 1 - column) * BRACKET}
        />
      ))}
    </Drawing>
  )
}

export interface IntervalLayout {
  readonly narrow: boolean
  readonly rowHeight: number
  readonly top: number
  /** From the top of a row down to its dot. */
  readonly line: number
  readonly left: number
  readonly right: number
  readonly labelWidth: number
  readonly textRight: number
}

/** Where the plot sits: beside its labels on a wide page, below them on a phone. */
export function intervalLayout(rows: readonly IntervalRow[], ties: number, width: number): IntervalLayout {
  const brackets = ties === 0 ? 0 : ties * BRACKET + 8
  const widestText = Math.max(0, ...rows.filter((row) => row.estimate).map((row) => textWidth(row.text, 14)))
  if (width < 520) {
    const right = width - brackets - 12
    return {
      narrow: true,
      rowHeight: 64,
      top: 0,
      line: 44,
      left: 12,
      right,
      labelWidth: width - brackets - widestText - 16,
      textRight: width - brackets,
    }
  }
  const labelWidth = Math.min(220, Math.max(96, ...rows.map((row) => textWidth(row.label, 15) + 8)))
  const textRight = width - brackets
  return {
    narrow: false,
    rowHeight: 52,
    top: 8,
    line: 26,
    left: labelWidth + 24,
    right: textRight - widestText - 20,
    labelWidth,
    textRight,
  }
}

function RowLabel({ row, place, y }: { row: IntervalRow; place: IntervalLayout; y: number }) {
  const className = row.emphasised ? 'chart-label chart-strong' : 'chart-label'
  if (place.narrow) {
    const [label = ''] = wrapText(row.label, place.labelWidth - textWidth(row.note, 12) - 8, 15, 1)
    return (
      <text x={0} y={y - 24} className={className}>
        {label}
        <tspan dx={8} className="chart-note">
          {row.note}
        </tspan>
      </text>
    )
  }
  const lines =
    row.note === ''
      ? wrapText(row.label, place.labelWidth, 15, 2)
      : wrapText(row.label, place.labelWidth, 15, 1)
  const first = y + 5 - (lines.length - 1 + (row.note === '' ? 0 : 1)) * 9
  return (
    <text y={first} className={className}>
      {lines.map((line, i) => (
        <tspan key={line} x={8} dy={i === 0 ? 0 : 18}>
          {line}
        </tspan>
      ))}
      {row.note !== '' && (
        <tspan x={8} dy={18} className="chart-note">
          {row.note}
        </tspan>
      )}
    </text>
  )
}

function RowText({
  row,
  place,
  y,
  width,
}: {
  row: IntervalRow
  place: IntervalLayout
  y: number
  width: number
}) {
  const strong = row.emphasised ? 'chart-value chart-strong' : 'chart-value'
  if (row.estimate === undefined) {
    const [text = ''] = wrapText(row.text, width - place.left - 16, 14, 1)
    return (
      <text x={place.left + 8} y={y + 5} className="chart-note chart-label">
        {text}
      </text>
    )
  }
  return (
    <text x={place.textRight} y={place.narrow ? y - 24 : y + 5} textAnchor="end" className={strong}>
      {row.text}
    </text>
  )
}

function Mark({
  row,
  y,
  x,
  active,
}: {
  row: IntervalRow
  y: number
  x: (value: number) => number
  active: boolean
}) {
  const { value, low, high } = row.estimate ?? { value: 0 }
  const radius = row.emphasised || active ? 7 : 6
  return (
    <g transform={`translate(${x(value)}, ${y})`} data-anchor>
      {low !== undefined && high !== undefined && (
        <line
          x1={x(low) - x(value)}
          x2={x(high) - x(value)}
          stroke={row.colour}
          strokeWidth={row.emphasised || active ? 3 : 2}
          strokeLinecap="round"
        />
      )}
      <circle
        r={radius}
        fill={row.hollow ? 'var(--surface)' : row.colour}
        stroke={row.colour}
        strokeWidth={2}
      />
    </g>
  )
}

function Bracket({ rows, x }: { rows: readonly number[]; x: number }) {
  const top = Math.min(...rows)
  const bottom = Math.max(...rows)
  const ticks = rows.map((y) => `M${x - 6},${y}H${x}`).join('')
  return (
    <path
      d={`M${x},${top}V${bottom}${ticks}`}
      fill="none"
      stroke="var(--quiet)"
      strokeWidth={1.5}
      className="chart-bracket"
    />
  )
}
