import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { type DiagramEdge, PathDiagram } from '../../../web/charts/path-diagram.tsx'

const node = { width: 100, height: 80, lines: ['Image'], note: 'R² 0.42' }
const edge: DiagramEdge = {
  id: 'a-b',
  points: [
    { x: 110, y: 40 },
    { x: 190, y: 40 },
  ],
  label: '0.512',
  labelAt: { x: 150, y: 40 },
  thickness: 3,
  dashed: false,
  negative: false,
}
const draw = (part: Partial<DiagramEdge> = {}) =>
  renderToStaticMarkup(
    <PathDiagram
      title="How satisfaction comes about"
      nodes={[
        { ...node, id: 'a', x: 60, y: 40, value: '71.3' },
        { ...node, id: 'b', x: 240, y: 40, value: '68.0' },
      ]}
      edges={[{ ...edge, ...part }]}
      width={300}
      height={80}
    />,
  )

describe('PathDiagram', () => {
  it('puts nodes, arrow and label where the layout says', () => {
    expect(draw()).toContain('translate(60, 40)')
    expect(draw()).toContain('d="M110,40L190,40" fill="none" stroke="var(--ink)" stroke-width="3"')
    expect(draw()).toContain('translate(150, 40)')
  })

  it('writes index and R² into the node and the coefficient on the arrow', () => {
    for (const text of ['71.3', 'R² 0.42', '0.512']) expect(draw()).toContain(`>${text}<`)
  })

  it('dashes an arrow whose interval includes zero, and only that', () => {
    expect(draw()).not.toContain('stroke-dasharray')
    expect(draw({ dashed: true })).toContain('stroke-dasharray')
  })

  it('points the arrow head at the target', () => {
    expect(draw()).toContain('points="190,40 ')
  })
})
