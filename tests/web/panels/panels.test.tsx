import { describe, expect, it } from 'vitest'
import { ConstructsPanel } from '../../../web/panels/constructs-panel.tsx'
import { DriversPanel } from '../../../web/panels/drivers-panel.tsx'
import { HeadlinePanel } from '../../../web/panels/headline-panel.tsx'
import { LeaguePanel } from '../../../web/panels/league-panel.tsx'
import { PathPanel } from '../../../web/panels/path-panel.tsx'
import { RunPanel } from '../../../web/panels/run-panel.tsx'
import type { Subject } from '../../../web/panels/subject.ts'
import { SurePanel } from '../../../web/panels/sure-panel.tsx'
import { TrendPanel } from '../../../web/panels/trend-panel.tsx'
import { leagueOf, modelOf } from '../../../web/results/read-result.ts'
import { render } from './render.tsx'
import { brands, smallResult } from './small-model.ts'

const quick = smallResult()
const full = smallResult({ resamples: 100 })

const subjectOf = (brand: string, result = full): Subject => ({
  ...modelOf(result, 'w2', brand),
  brand: `Brand ${brand}`,
  wave: 'Autumn',
  constructs: ['Quality', 'Satisfaction', 'Loyalty'],
  target: 'Satisfaction',
  titleOf: (name) => name.toUpperCase(),
  questionOf: (item) => `What about ${item}?`,
  unanswered: { dont_know: 1234, skipped: 2 },
})
/** The same model before anything is known about its margins. */
const bare: Subject = {
  ...subjectOf('own', quick),
  cell: JSON.parse(
    JSON.stringify(subjectOf('own', quick).cell, (key, value) => (key === 'interval' ? undefined : value)),
  ) as Subject['cell'],
}
const failing = (reason: string): Subject => ({ ...subjectOf('own'), cell: { ok: false, reason }, index: {} })
const panels = (subject: Subject) => [
  <DriversPanel key="d" subject={subject} />,
  <PathPanel key="p" subject={subject} view="coefficients" onView={() => {}} />,
  <ConstructsPanel key="c" subject={subject} />,
  <SurePanel key="s" subject={subject} weightRule="own" receipt={null} />,
]

describe('panels about one model', () => {
  it('show question, answer and n when there is a result', () => {
    for (const panel of panels(subjectOf('own'))) {
      expect(render(panel)).toMatch(/<h2[^>]*>[^<]+\?</)
      expect(render(panel)).toContain('151')
    }
  })

  it.each([
    ['too-few-answers', 'there are too few answers to show.'],
    ['not-converged', 'the estimation did not settle. More answers usually help.'],
    ['a-reason-of-tomorrow', 'the answers do not allow it yet.'],
  ])('say why there is none: %s', (reason, sentence) => {
    for (const panel of panels(failing(reason))) {
      expect(render(panel)).toContain(`Nothing to draw: ${sentence}`)
      expect(render(panel)).not.toContain('<svg')
    }
  })

  it('name the question everybody answered alike', () => {
    const { cell } = subjectOf('flat')
    expect(cell.ok).toBe(false)
    expect(render(<DriversPanel subject={subjectOf('flat')} />)).toContain(
      'everybody gave the same answer to',
    )
  })

  it('never show a margin that is not there', () => {
    const svg = render(<DriversPanel subject={bare} />)
    expect(svg).not.toContain('±')
    expect(svg).toContain('margins come with the resampling run')
  })

  it('say that margins are quick, and what they stand on', () => {
    const quickly = subjectOf('own', quick)
    for (const panel of panels(quickly).slice(0, 2))
      expect(render(panel)).toContain('Quick margins by formula')
    for (const panel of panels(subjectOf('own'))) expect(render(panel)).not.toContain('Quick margins')
    expect(render(<SurePanel subject={quickly} weightRule="own" receipt={null} />)).toContain(
      'none: quick margins by formula',
    )
  })

  it('put one sentence after the other in every language', () => {
    const paths = <PathPanel subject={subjectOf('own', quick)} view="coefficients" onView={() => {}} />
    expect(render(paths)).toContain('may be nothing. Quick margins')
    expect(render(paths, 'zh-Hans')).toContain('可能没有影响。误差范围')
  })

  it('draw nothing as certain before it has an interval', () => {
    const drivers = render(<DriversPanel subject={bare} />)
    expect(drivers).not.toContain('fill="var(--own)"')
    expect(drivers).toContain('Hollow dot: no interval yet')
    const paths = render(<PathPanel subject={bare} view="coefficients" onView={() => {}} />)
    expect(paths.match(/stroke-dasharray/g)).toHaveLength(2)
    expect(paths).toContain('Arrows stay dashed until')
  })

  it('tell why answers are missing, and what differences and p stand on', () => {
    const page = render(<SurePanel subject={subjectOf('own')} weightRule="own" receipt={null} />)
    expect(page).toContain('don’t know 1,234 · skipped 2')
    expect(page).toMatch(/Differences and p<\/dt><dd>[^<]*standard errors/)
  })

  it('use the titles of the reader, not the names of the model', () => {
    expect(render(<PathPanel subject={subjectOf('own')} view="impacts" onView={() => {}} />)).toContain(
      'QUALITY',
    )
  })

  it('keep the order of the model, whatever order a stored result has', () => {
    const subject = { ...subjectOf('own'), constructs: ['Loyalty', 'Quality', 'Satisfaction'] }
    const page = render(<ConstructsPanel subject={subject} />)
    expect(page.indexOf('LOYALTY')).toBeLessThan(page.indexOf('QUALITY'))
  })

  it('read nothing into a model with too few answers', () => {
    const thin = subjectOf('small')
    expect(render(<DriversPanel subject={thin} />)).toContain(
      'Only 21 answers: too few for a model of this size.',
    )
    expect(render(<PathPanel subject={thin} view="coefficients" onView={() => {}} />)).toContain(
      'Only 21 answers',
    )
  })

  it('mark a construct with one question in words', () => {
    expect(render(<ConstructsPanel subject={subjectOf('own')} />)).toContain('one question only')
  })
})

describe('LeaguePanel', () => {
  const league = leagueOf(full, 'w2', brands)
  const page = render(<LeaguePanel league={league} brand="own" />)

  it('says that a brand has too few answers, with its n, instead of an empty row', () => {
    expect(page).toContain('too few answers to show (n = 7)')
  })

  it('says that all answers are alike instead of a margin of 0.0', () => {
    expect(page).toContain('n = 120 · all answers alike')
    expect(page).not.toContain('± 0.0')
  })

  it('says that margins are quick where they are', () => {
    const early = render(<LeaguePanel league={leagueOf(quick, 'w2', brands)} brand="own" />)
    expect(early).toContain('Quick margins by formula')
    expect(page).not.toContain('Quick margins')
  })

  it('marks a small base and does not rank it', () => {
    expect(page).toContain('n = 21 · small base')
    expect(league.ranks.map(({ name }) => name)).not.toContain('small')
  })

  it('brackets brands that cannot be told apart', () => {
    expect(league.ties.some((names) => names.includes('own') && names.includes('near'))).toBe(true)
    expect(page).toContain('chart-bracket')
  })

  it('speaks the reader’s language', () => {
    expect(render(<LeaguePanel league={league} brand="own" />, 'zh-Hant')).toContain('誰的顧客最滿意？')
  })
})

describe('HeadlinePanel', () => {
  const entries = leagueOf(full, 'w2', brands).entries
  const headline = (id: string) =>
    render(
      <HeadlinePanel
        entry={entries.find((one) => one.id === id)!}
        wave="Autumn"
        rivals={[]}
        verdicts={['V.']}
        quick={false}
      />,
    )

  it('shows index, margin and verdict', () => {
    expect(headline('own')).toMatch(/\d\d\.\d<span class="headline-margin">± \d/)
    expect(headline('own')).toContain('<p>V.</p>')
  })

  it('shows no number below ten answers', () => {
    expect(headline('few')).toContain('Too few answers to show (n = 7)')
    expect(headline('few')).not.toContain('headline-number')
  })

  it('warns of a small base', () => {
    expect(headline('small')).toContain('read this as a first hint')
  })
})

describe('TrendPanel', () => {
  const waves = ['w1', 'w2'].map((id) => ({ id, name: id, entries: leagueOf(full, id, brands).entries }))

  it('draws a line over two waves', () => {
    expect(render(<TrendPanel waves={waves} brand="own" verdict="Up." quick={false} />)).toContain(
      'fill-opacity="0.15"',
    )
  })

  it('says so instead of an empty frame when no brand has a number', () => {
    const none = waves.map((wave) => ({ ...wave, entries: wave.entries.filter(({ id }) => id === 'few') }))
    const page = render(<TrendPanel waves={none} brand="few" verdict="" quick={false} />)
    expect(page).toContain('No wave has enough answers to show a number.')
    expect(page).not.toContain('<svg')
  })

  it('says that one wave is not a trend', () => {
    const page = render(<TrendPanel waves={waves.slice(0, 1)} brand="own" verdict="" quick={false} />)
    expect(page).toContain('A trend needs two waves')
    expect(page).not.toContain('<svg')
  })
})

describe('RunPanel', () => {
  const panel = (more: object) =>
    render(
      <RunPanel
        shown={{ stored: false, fresh: true }}
        resamples={5000}
        mayRun
        onStart={() => {}}
        onStop={() => {}}
        {...more}
      />,
    )
  const run = { progress: 0.4, secondsLeft: 3, failure: null }

  it('offers the full run on quick margins, to those who may', () => {
    expect(panel({})).toContain('Run 5,000 resamples')
    expect(panel({ mayRun: false })).not.toContain('<button')
    expect(panel({ mayRun: false })).toContain('An analyst can start the full run.')
  })

  it('shows progress with a way to stop', () => {
    expect(panel({ run: { ...run, status: 'running' } })).toContain('role="progressbar"')
    expect(panel({ run: { ...run, status: 'running' } })).toContain('<button')
    expect(panel({ run: { ...run, status: 'running' }, mayRun: false })).not.toContain('<button')
  })

  it('says why a run failed and that nothing changed', () => {
    const page = panel({ run: { ...run, status: 'failed', failure: 'Out of memory.' } })
    expect(page).toContain('The run failed: Out of memory. The numbers below are unchanged.')
  })

  it('says when newer answers have come', () => {
    expect(panel({ shown: { stored: true, fresh: false } })).toContain('Newer answers have come in since.')
  })
})
