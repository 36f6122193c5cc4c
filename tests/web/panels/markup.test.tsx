import { describe, expect, it } from 'vitest'
import { LeaguePanel } from '../../../web/panels/league-panel.tsx'
import { TrendPanel } from '../../../web/panels/trend-panel.tsx'
import { leagueOf } from '../../../web/results/read-result.ts'
import { render } from './render.tsx'
import { brands, smallResult } from './small-model.ts'

const HOSTILE = '</text></svg><img src=x onerror=alert(1)><script>alert(2)</script>'
const named = brands.map((brand) => ({ ...brand, name: `${HOSTILE} ${brand.name}` }))
const result = smallResult()

describe('case 22: markup in a chart’s labels', () => {
  it('is text in the drawing, its table and its sentences', () => {
    const waves = ['w1', 'w2'].map((id) => ({
      id,
      name: HOSTILE,
      entries: leagueOf(result, id, named).entries,
    }))
    for (const panel of [
      <LeaguePanel key="l" league={leagueOf(result, 'w2', named)} brand="own" />,
      <TrendPanel key="t" waves={waves} brand="own" verdict={HOSTILE} quick={true} />,
    ]) {
      const html = render(panel)
      expect(html).not.toMatch(/<img|<script/)
      expect(html).toContain('&lt;img src=x')
    }
  })
})
