import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { IntervalChart, type IntervalRow, intervalLayout } from '../../../web/charts/interval-chart.tsx'

const row = (part: Partial<IntervalRow>): IntervalRow => ({
  id: 'a',
  label: 'Own',
  note: 'n = 400',
  colour: 'var(--own)',
  text: '70.0 ± 2.0',
  estimate: { value: 70, low: 68, high: 72 },
  ...part,
})
const axis = { min: 0, max: 100, step: 5, least: 20 }
const draw = (rows: IntervalRow[], more = {}) =>
  renderToStaticMarkup(
    <IntervalChart
      title="Who satisfies most?"
      rows={rows}
      axis={axis}
      axisNote="axis 60–80"
      tick={String}
      width={640}
      {...more}
    />,
  )

describe('IntervalChart', () => {
  it('puts a dot in the middle of its axis when the value is in the middle', () => {
    // 68–72 widened to 20 points: 60–80, so 70 stands half way.
    const { left, right } = intervalLayout([row({})], 0, 640)
    expect(draw([row({})])).toContain(`translate(${(left + right) / 2}, 34)`)
  })

  it('has a title for those who cannot see it', () => {
    expect(draw([row({})])).toContain('role="img" aria-label="Who satisfies most?"')
  })

  it('draws a small base hollow', () => {
    expect(draw([row({ hollow: true })])).toContain('fill="var(--surface)" stroke="var(--own)"')
  })

  it('says why there is no estimate, and draws no dot', () => {
    const { estimate: _, ...without } = row({ text: 'too few answers to show (n = 7)' })
    const svg = draw([without])
    expect(svg).toContain('too few answers to show (n = 7)')
    expect(svg).not.toContain('<circle')
    expect(svg).not.toContain('chart-tick')
  })

  it('brackets ties, and only their members', () => {
    const rows = ['a', 'b', 'c'].map((id) => row({ id }))
    expect(draw(rows, { ties: [[0, 2]] })).toContain('d="M637,34V138M631,34H637M631,138H637"')
  })

  it('draws no line where there is no interval', () => {
    expect(draw([row({ estimate: { value: 70 } })])).not.toContain('stroke-linecap="round"')
  })
})
