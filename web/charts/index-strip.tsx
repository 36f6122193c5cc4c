import { scaleLinear } from '@visx/scale'
import { Drawing } from './drawing.tsx'

export interface IndexStripProps {
  readonly title: string
  readonly estimate: { readonly value: number; readonly low?: number; readonly high?: number }
  /** Competitors' indices, drawn as quiet ticks. */
  readonly rivals: readonly number[]
  readonly colour: string
  readonly tick: (value: number) => string
  readonly width?: number
}

/** The whole scale from 0 to 100 with the own index and its interval on it: how far up, and how far to go. */
export function IndexStrip({ title, estimate, rivals, colour, tick, width = 480 }: IndexStripProps) {
  const x = scaleLinear<number>({ domain: [0, 100], range: [10, width - 14] })
  const { value, low, high } = estimate
  return (
    <Drawing title={title} width={width} height={48}>
      <line x1={x(0)} x2={x(100)} y1={16} y2={16} stroke="var(--hairline)" strokeWidth={2} />
      {[0, 25, 50, 75, 100].map((at) => (
        <text key={at} x={x(at)} y={42} textAnchor="middle" className="chart-tick">
          {tick(at)}
        </text>
      ))}
      {rivals.map((rival) => (
        <line
          key={rival}
          x1={x(rival)}
          x2={x(rival)}
          y1={8}
          y2={24}
          stroke="var(--rival-1)"
          strokeWidth={2}
        />
      ))}
      {low !== undefined && high !== undefined && (
        <line
          x1={x(low)}
          x2={x(high)}
          y1={16}
          y2={16}
          stroke={colour}
          strokeWidth={12}
          strokeOpacity={0.35}
        />
      )}
      <circle cx={x(value)} cy={16} r={5} fill={colour} />
    </Drawing>
  )
}
