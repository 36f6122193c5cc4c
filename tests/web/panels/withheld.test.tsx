import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../web/i18n/languages.ts'
import { HeadlinePanel } from '../../../web/panels/headline-panel.tsx'
import { LeaguePanel } from '../../../web/panels/league-panel.tsx'
import { TrendPanel } from '../../../web/panels/trend-panel.tsx'
import { leagueOf } from '../../../web/results/read-result.ts'
import { render } from './render.tsx'
import { brands, smallResult } from './small-model.ts'
import { TEXTS } from './translator.ts'

/** The result in which the own brand's numbers of the last wave are withheld. */
const result = smallResult()
const withheld: typeof result = {
  ...result,
  cells: result.cells.map((cell) =>
    cell.waveId === 'w2' && cell.brandId === 'own'
      ? { ...cell, result: { ok: false, reason: 'would-single-out' } }
      : cell,
  ),
}
const league = leagueOf(withheld, 'w2', brands)
const entry = league.entries.find(({ id }) => id === 'own')

describe('case 37: numbers that would tell what a few people answered', () => {
  it.each(LANGUAGES)('are not shown, and the panels say why: %s', (language) => {
    const reason = TEXTS[language]['reason.would-single-out'] ?? ''
    expect(reason.length).toBeGreaterThan(10)
    if (entry === undefined) throw new Error('the league has no own brand')
    const headline = render(
      <HeadlinePanel entry={entry} wave="Autumn" rivals={[]} verdicts={[]} quick={true} />,
      language,
    )
    expect(headline).toContain(reason)
    expect(headline).not.toMatch(/headline-number|±/)
    const both = ['w1', 'w2'].map((id) => ({ id, name: id, entries: [entry] }))
    expect(render(<TrendPanel waves={both} brand="own" verdict="" quick={true} />, language)).toContain(
      TEXTS[language]['trend.withheld'],
    )
    const short = TEXTS[language]['withheld'] ?? ''
    expect(render(<LeaguePanel league={league} brand="own" />, language)).toContain(`>${short}</text>`)
  })
})
