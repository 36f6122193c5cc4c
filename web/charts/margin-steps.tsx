import { scaleLinear } from '@visx/scale'
import { AxisBelow } from './axis-below.tsx'
import { axisSpan } from './axis-span.ts'
import { Drawing } from './drawing.tsx'
import { textWidth, wrapText } from './text-width.ts'

export interface MarginStep {
  readonly id: string
  readonly label: string
  readonly note: string
  readonly colour: string
  readonly emphasised?: boolean
  /** In points; left out when too few have answered. */
  readonly now?: number
  /** With as many answers as are wanted. */
  readonly goal?: number
  readonly text: string
}

export interface MarginStepsProps {
  readonly title: string
  readonly steps: readonly MarginStep[]
  readonly axisNote: string
  readonly tick: (value: number) => string
  readonly width?: number
  readonly active?: number
}

const ROW = 64

/** From the margin there is to the one that is aimed at: a dot, and a ring where it should come to lie. */
export function MarginSteps({ title, steps, axisNote, tick, width = 640, active }: MarginStepsProps) {
  const values = steps.flatMap(({ now, goal }) => [now, goal].filter((value) => value !== undefined))
  // A margin of a handful of answers would push all others into a corner.
  const top = Math.min(25, axisSpan([0, ...values], { min: 0, max: 100, step: 2, least: 4 }).to)
  const x = scaleLinear<number>({ domain: [0, top], range: [12, width - 12], clamp: true })
  const bottom = steps.length * ROW
  const [note = '', more] = wrapText(axisNote, width - 24, 12)
  return (
    <Drawing title={title} width={width} height={bottom + (more === undefined ? 44 : 60)}>
      <AxisBelow
        x={x}
        // Whole points only: they are written without decimals.
        ticks={x.ticks(width < 480 ? 4 : 6).filter(Number.isInteger)}
        tick={tick}
        top={0}
        bottom={bottom}
        note={note}
        left={12}
      />
      {more === undefined ? null : (
        <text x={12} y={bottom + 50} className="chart-tick">
          {more}
        </text>
      )}
      {steps.map((step, i) => (
        <g
          key={step.id}
          data-point={i}
          transform={`translate(0, ${i * ROW})`}
          className={active === i ? 'chart-row chart-row-active' : 'chart-row'}
        >
          <rect width={width} height={ROW} rx={8} className="chart-hit" />
          <text y={20} x={4} className={step.emphasised ? 'chart-label chart-strong' : 'chart-label'}>
            {wrapText(step.label, width - textWidth(step.text, 14) - textWidth(step.note, 12) - 32, 15, 1)[0]}
            <tspan dx={8} className="chart-note">
              {step.note}
            </tspan>
          </text>
          <text x={width - 4} y={20} textAnchor="end" className="chart-value">
            {step.text}
          </text>
          <Dots step={step} x={x} />
        </g>
      ))}
    </Drawing>
  )
}

function Dots({ step: { now, goal, colour }, x }: { step: MarginStep; x: (value: number) => number }) {
  const y = 44
  return (
    <g data-anchor>
      {now !== undefined && goal !== undefined ? (
        <line x1={x(now)} x2={x(goal)} y1={y} y2={y} stroke={colour} strokeWidth={2} opacity={0.5} />
      ) : null}
      {goal === undefined ? null : (
        <circle cx={x(goal)} cy={y} r={6} fill="var(--surface)" stroke={colour} strokeWidth={2} />
      )}
      {now === undefined ? null : <circle cx={x(now)} cy={y} r={6} fill={colour} />}
    </g>
  )
}
