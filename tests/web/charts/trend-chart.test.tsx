import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { TrendChart, type TrendSeries, trendScales } from '../../../web/charts/trend-chart.tsx'

const series: TrendSeries[] = [
  {
    id: 'a',
    label: 'Own',
    own: true,
    colour: 'teal',
    pointedColour: 'teal',
    points: [
      { wave: 0, value: 70, low: 68, high: 72 },
      { wave: 1, value: 75, low: 73, high: 77 },
    ],
  },
  {
    id: 'b',
    label: 'Rival',
    own: false,
    colour: 'grey',
    pointedColour: 'blue',
    points: [
      { wave: 0, value: 65, low: 63, high: 67 },
      { wave: 1, value: 75 },
    ],
  },
]
const draw = (active?: number) =>
  renderToStaticMarkup(
    <TrendChart
      title="How does it move?"
      waves={['Spring', 'Autumn']}
      series={series}
      axisNote=""
      tick={String}
      {...(active === undefined ? {} : { active })}
    />,
  )

describe('TrendChart', () => {
  it('puts the first own point at its wave and value', () => {
    const { x, y } = trendScales(series, 2, 640, 320)
    expect(draw()).toContain(`translate(${x(0)}, ${y(70)})" data-point="0"`)
  })

  it('draws the own band at 15 % and leaves competitors without one until pointed at', () => {
    expect(draw().match(/fill-opacity="0.15"/g)).toHaveLength(1)
    expect(draw(2).match(/fill-opacity="0.15"/g)).toHaveLength(2)
  })

  it('keeps a competitor grey until pointed at', () => {
    expect(draw()).not.toContain('stroke="blue"')
    expect(draw(3)).toContain('stroke="blue"')
  })

  it('moves end labels apart when two lines end at the same height', () => {
    const heights = [...draw().matchAll(/<text y="([\d.]+)"[^>]*class="chart-end/g)].map(([, y]) => Number(y))
    expect(heights).toHaveLength(2)
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThanOrEqual(18)
  })

  it('names a line that ends early where it ends', () => {
    const [own, rival] = series
    const early = [own!, { ...rival!, points: rival!.points.slice(0, 1) }]
    const { x } = trendScales(early, 2, 640, 320)
    const svg = renderToStaticMarkup(
      <TrendChart title="" waves={['Spring', 'Autumn']} series={early} axisNote="" tick={String} />,
    )
    expect(svg).toContain(`x="${x(0) + 12}" dy="0">Rival`)
  })
})
