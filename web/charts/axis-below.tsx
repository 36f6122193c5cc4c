interface AxisBelowProps {
  /** From a value to its place, in pixels. */
  readonly x: (value: number) => number
  readonly ticks: readonly number[]
  readonly tick: (value: number) => string
  /** The lines run from `top` to `bottom`; their labels stand below. */
  readonly top: number
  readonly bottom: number
  /** What the axis measures, from `left` on. */
  readonly note: string
  readonly left: number
}

/** Upright hairlines at whole steps of an axis, each with its value below, and what is measured. */
export function AxisBelow({ x, ticks, tick, top, bottom, note, left }: AxisBelowProps) {
  return (
    <>
      {ticks.map((value) => (
        <g key={value} transform={`translate(${x(value)}, 0)`}>
          <line y1={top} y2={bottom} stroke="var(--hairline)" />
          <text y={bottom + 16} textAnchor="middle" className="chart-tick">
            {tick(value)}
          </text>
        </g>
      ))}
      <text x={left} y={bottom + 34} className="chart-tick">
        {note}
      </text>
    </>
  )
}
