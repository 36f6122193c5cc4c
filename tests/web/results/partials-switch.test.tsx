import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../../api/contract/analysis.ts'
import { LANGUAGES } from '../../../web/i18n/languages.ts'
import { PageCaption, Panel } from '../../../web/panels/panel.tsx'
import { receiptLines } from '../../../web/panels/receipt-lines.ts'
import { PartialsSwitch, partialsCaption, partialsHint } from '../../../web/results/partials-switch.tsx'
import { render } from '../panels/render.tsx'
import { wordsIn } from '../panels/translator.ts'

const receiptWith = (partials: Receipt['partials'] | undefined) =>
  ({
    waves: [],
    brands: [],
    segments: {},
    exclusions: { outsideSegments: 0 },
    options: {},
    instrument: { name: 'ecsi', version: 1 },
    unanswered: [],
    computedAt: '2026-01-01T00:00:00.000Z',
    partials,
  }) as unknown as Receipt
const included = receiptWith({ choice: 'include', usable: 23, heldBack: 2 })
const leftOut = receiptWith({ choice: 'leave-out', usable: 23, heldBack: 0 })
const none = receiptWith({ choice: 'include', usable: 0, heldBack: 0 })
const older = receiptWith(undefined)

describe.each(LANGUAGES)('partial answers: %s', (language) => {
  const words = wordsIn(language)
  const show = (total: number, receipt: Receipt, include: boolean) =>
    render(
      <PartialsSwitch total={total} receipt={receipt} include={include} onInclude={() => undefined} />,
      language,
    )

  it('there is a switch where there are any, with what it adds and what it cannot', () => {
    expect(show(0, leftOut, false)).not.toContain('role="switch"')
    const off = show(40, leftOut, false)
    expect(off).toContain('role="switch"')
    expect(off).not.toContain('checked=""')
    expect(off).toContain('23')
    expect(show(40, included, true)).toContain('checked=""')
    expect(show(0, none, true)).toContain('role="switch"')
    const said = [included, leftOut, none, older].map((receipt) => partialsHint(receipt, words))
    expect(new Set(said).size).toBe(4)
    expect(said.join()).not.toMatch(/\{\{|partials\./)
  })

  it('every panel says so where its numbers have them, and none where they have not', () => {
    const panel = (receipt: Receipt) =>
      render(
        <PageCaption value={partialsCaption(receipt, words)}>
          <Panel title="Chart" />
        </PageCaption>,
        language,
      )
    expect(panel(included)).toContain(words.t('partials.caption', { count: '23' }))
    for (const receipt of [leftOut, none, older]) expect(panel(receipt)).not.toContain('panel-note')
  })

  it('the receipt says it in words', () => {
    const line = (receipt: Receipt) =>
      receiptLines(receipt, words).find(({ label }) => label === words.t('receipt.partials'))?.value
    expect(line(included)).toContain('23')
    expect(line(older)).toBe(line(leftOut))
  })
})
