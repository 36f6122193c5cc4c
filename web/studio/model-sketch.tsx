interface ModelSketchProps {
  readonly title: string
  /** In an order where causes come before effects. */
  readonly constructs: readonly { readonly name: string; readonly title: string }[]
  readonly paths: readonly (readonly [from: string, to: string])[]
  /** The construct to point out. */
  readonly target: string
}

const ROW = 24
const AXIS = 84

/** The model at a glance: constructs from cause to effect, an arc for each influence. */
export function ModelSketch({ title, constructs, paths, target }: ModelSketchProps) {
  const rows = new Map(constructs.map(({ name }, row) => [name, ROW / 2 + row * ROW]))
  return (
    <svg
      role="img"
      aria-label={title}
      viewBox={`0 0 300 ${constructs.length * ROW}`}
      className="model-sketch"
    >
      {paths.map(([from, to]) => {
        const start = rows.get(from)
        const end = rows.get(to)
        if (start === undefined || end === undefined) return null
        const reach = Math.min(AXIS - 8, Math.abs(end - start) * 0.55)
        const className = from === target || to === target ? 'strong' : undefined
        return (
          <path
            key={`${from} ${to}`}
            className={className}
            d={`M${AXIS} ${start}C${AXIS - reach} ${start} ${AXIS - reach} ${end} ${AXIS} ${end}`}
          />
        )
      })}
      {constructs.map(({ name, title }) => (
        <g
          key={name}
          transform={`translate(${AXIS}, ${rows.get(name)})`}
          className={name === target ? 'target' : ''}
        >
          <circle r={name === target ? 6 : 4} />
          <text x={18} dy="0.35em">
            {title}
          </text>
        </g>
      ))}
    </svg>
  )
}
