export interface Point {
  readonly x: number
  readonly y: number
}

export interface DiagramNode {
  readonly id: string
  /** Centre. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lines: readonly string[]
  readonly value: string
  /** Under the value, such as R². */
  readonly note: string
  readonly emphasised?: boolean
}

export interface DiagramEdge {
  readonly id: string
  readonly points: readonly Point[]
  readonly label: string
  readonly labelAt: Point
  /** Stroke width in pixels, growing with the size of the coefficient. */
  readonly thickness: number
  /** Its interval includes zero, or is not known yet: it may be nothing. */
  readonly dashed: boolean
  readonly negative: boolean
}

export interface PathDiagramProps {
  readonly title: string
  readonly nodes: readonly DiagramNode[]
  readonly edges: readonly DiagramEdge[]
  readonly width: number
  readonly height: number
  /** Nodes first, then edges, in their order. */
  readonly active?: number
}

/** A path model as drawn in every textbook: index in each node, effect on each arrow, uncertain arrows dashed. */
export function PathDiagram({ title, nodes, edges, width, height, active }: PathDiagramProps) {
  return (
    <svg
      role="img"
      aria-label={title}
      viewBox={`0 0 ${width} ${height}`}
      className="chart chart-path"
      width={width}
      height={height}
    >
      {edges.map((edge, i) => (
        <Arrow key={edge.id} edge={edge} index={nodes.length + i} active={active === nodes.length + i} />
      ))}
      {edges.map((edge, i) => (
        <EdgeLabel key={edge.id} edge={edge} index={nodes.length + i} active={active === nodes.length + i} />
      ))}
      {nodes.map((node, i) => (
        <Node key={node.id} node={node} index={i} active={active === i} />
      ))}
    </svg>
  )
}

function Node({ node, index, active }: { node: DiagramNode; index: number; active: boolean }) {
  const { width, height, lines, value, note, emphasised } = node
  const first = -height / 2 + 20
  return (
    <g transform={`translate(${node.x}, ${node.y})`} data-point={index} data-anchor>
      <rect
        x={-width / 2}
        y={-height / 2}
        width={width}
        height={height}
        rx={8}
        fill="var(--surface)"
        stroke={emphasised || active ? 'var(--own)' : 'var(--quiet)'}
        strokeWidth={emphasised || active ? 2.5 : 1}
      />
      <text textAnchor="middle" className="chart-node">
        {lines.map((line, i) => (
          <tspan key={line} x={0} y={first + i * 16}>
            {line}
          </tspan>
        ))}
        <tspan x={0} y={first + lines.length * 16 + 8} className="chart-node-value">
          {value}
        </tspan>
        {note !== '' && (
          <tspan x={0} y={first + lines.length * 16 + 26} className="chart-note">
            {note}
          </tspan>
        )}
      </text>
    </g>
  )
}

function Arrow({ edge, index, active }: { edge: DiagramEdge; index: number; active: boolean }) {
  const colour = active ? 'var(--own)' : edge.negative ? 'var(--worse)' : 'var(--ink)'
  return (
    <g data-point={index} opacity={edge.dashed && !active ? 0.55 : 0.9}>
      <path d={smoothPath(edge.points)} className="chart-hit" fill="none" strokeWidth={16} />
      <path
        d={smoothPath(edge.points)}
        fill="none"
        stroke={colour}
        strokeWidth={edge.thickness}
        {...(edge.dashed ? { strokeDasharray: '5 4' } : {})}
      />
      <polygon points={arrowHead(edge.points, 6 + edge.thickness)} fill={colour} />
    </g>
  )
}

function EdgeLabel({ edge, index, active }: { edge: DiagramEdge; index: number; active: boolean }) {
  return (
    <g transform={`translate(${edge.labelAt.x}, ${edge.labelAt.y})`} data-point={index} data-anchor>
      <text y={4} textAnchor="middle" className={active ? 'chart-edge chart-strong' : 'chart-edge'}>
        {edge.label}
      </text>
    </g>
  )
}

/** A soft line through the points: straight ends, rounded bends. */
function smoothPath(points: readonly Point[]): string {
  const [start, ...rest] = points
  if (start === undefined) return ''
  const last = rest.at(-1) ?? start
  let path = `M${round(start.x)},${round(start.y)}`
  for (let i = 0; i < rest.length - 1; i++) {
    const bend = rest[i] ?? last
    const next = rest[i + 1] ?? last
    const end = i === rest.length - 2 ? next : { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 }
    path += `Q${round(bend.x)},${round(bend.y)} ${round(end.x)},${round(end.y)}`
  }
  return rest.length === 1 ? `${path}L${round(last.x)},${round(last.y)}` : path
}

function arrowHead(points: readonly Point[], size: number): string {
  const tip = points.at(-1) ?? { x: 0, y: 0 }
  const before = points.at(-2) ?? tip
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x)
  const corner = (turn: number) =>
    `${round(tip.x - size * Math.cos(angle + turn))},${round(tip.y - size * Math.sin(angle + turn))}`
  return `${round(tip.x)},${round(tip.y)} ${corner(0.42)} ${corner(-0.42)}`
}

const round = (value: number) => Math.round(value * 10) / 10
