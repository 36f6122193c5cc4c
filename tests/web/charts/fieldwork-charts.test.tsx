import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { CountColumns } from '../../../web/charts/count-columns.tsx'
import { MarginSteps } from '../../../web/charts/margin-steps.tsx'
import { StageBars } from '../../../web/charts/stage-bars.tsx'

const numbers = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)].map(([, n]) => Number(n))

it('stages begin at zero and share one scale over all ways in', () => {
  const stage = (id: string, count: number) => ({ id, label: id, count, text: String(count) })
  const markup = renderToStaticMarkup(
    <StageBars
      title="How far?"
      width={600}
      groups={[
        { id: 'link', label: 'Link', colour: 'teal', stages: [stage('opened', 100), stage('done', 50)] },
        { id: 'mail', label: 'Mail', colour: 'teal', stages: [stage('sent', 25), stage('done', 0)] },
      ]}
    />,
  )
  const widths = numbers(markup, /width="([\d.]+)" height="14"/g)
  expect(widths).toHaveLength(4)
  const [all = 0, half, quarter, none] = widths
  expect(half).toBeCloseTo(all / 2, 6)
  expect(quarter).toBeCloseTo(all / 4, 6)
  // Nobody is a hairline, not nothing: the row is there.
  expect(none).toBe(1)
  expect(markup).toContain('aria-label="How far?"')
  expect(markup.match(/data-point/g)).toHaveLength(4)
})

it('columns stand on zero; the emphasised one carries its number', () => {
  const markup = renderToStaticMarkup(
    <CountColumns
      title="Where?"
      tick={String}
      columns={[
        { id: 'a', count: 4, label: '1', emphasised: true },
        { id: 'b', count: 2, label: '2' },
        { id: 'c', count: 0, label: '3' },
      ]}
    />,
  )
  const heights = numbers(markup, /height="([\d.]+)" rx="3" fill="var\(--(?:worse|own)\)"/g)
  expect(heights).toHaveLength(3)
  expect(heights[1]).toBeCloseTo((heights[0] ?? 0) / 2, 6)
  expect(heights[2]).toBe(0)
  expect(markup).toContain('chart-strong">4<')
})

it('a margin moves left to its goal; without one there is no ring', () => {
  const steps = [
    { id: 'a', label: 'Ours', note: '', colour: 'teal', now: 4, goal: 2, text: '' },
    { id: 'b', label: 'Theirs', note: '', colour: 'grey', now: 4, text: '' },
    { id: 'c', label: 'None', note: '', colour: 'grey', text: 'too few' },
  ]
  const markup = renderToStaticMarkup(<MarginSteps title="Sure?" steps={steps} axisNote="" tick={String} />)
  const [goal = 0, now = 0, other] = numbers(markup, /<circle cx="([\d.]+)"/g)
  expect(markup.match(/<circle/g)).toHaveLength(3)
  expect(goal).toBeLessThan(now)
  expect(other).toBe(now)
  // Both are measured from zero, which lies 12 pixels in.
  expect((goal - 12) * 2).toBeCloseTo(now - 12, 6)
})

it('what a margin is measured in breaks where a phone ends', () => {
  const steps = [{ id: 'a', label: 'Ours', note: 'n = 41', colour: 'teal', now: 6, text: '± 6' }]
  const axisNote = 'Margin of the index in points, 95 % (± on either side); further left is surer'
  const drawn = (width: number) =>
    renderToStaticMarkup(
      <MarginSteps title="Sure?" steps={steps} axisNote={axisNote} tick={String} width={width} />,
    )
  expect(drawn(640)).toContain(axisNote)
  expect(drawn(366)).not.toContain(axisNote)
  expect(drawn(366)).toMatch(/Margin of the index in points.*<text[^>]*>[^<]*is surer</)
})
