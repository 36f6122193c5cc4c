import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../../api/contract/analysis.ts'
import { LANGUAGES } from '../../../web/i18n/languages.ts'
import { comparedWaves } from '../../../web/results/compared-waves.ts'
import { LeftOutNote, leftOutSentence } from '../../../web/results/left-out-note.tsx'
import { render } from '../panels/render.tsx'
import { wordsIn } from '../panels/translator.ts'

const waves = ['w1', 'w2', 'w3'].map((id) => ({ id }))
const receipt = {
  instrument: { name: 'ncsb', version: 1 },
  waves: [{ id: 'w2' }, { id: 'w3' }],
  leftOut: [
    { waveId: 'w1', name: 'Spring', instrument: { name: 'scsb', version: 1 }, observations: 40 },
    // Moved in the middle: its later answers are in the numbers.
    { waveId: 'w2', name: 'Summer', instrument: { name: 'scsb', version: 1 }, observations: 7 },
    // Has moved, and nobody has answered yet: nothing is missing.
    { waveId: 'w3', name: 'Autumn', instrument: null, observations: 0 },
  ],
} as unknown as Receipt

describe('waves that cannot be compared', () => {
  it('are taken out when none of their answers count, and stay when some do', () => {
    expect(comparedWaves(waves, receipt).map(({ id }) => id)).toEqual(['w2', 'w3'])
    expect(comparedWaves(waves, null)).toEqual(waves)
    const older = { ...receipt, leftOut: undefined } as unknown as Receipt
    expect(comparedWaves(waves, older)).toEqual(waves)
  })

  it.each(LANGUAGES)('are named with their answers and both models: %s', (language) => {
    const page = render(
      <LeftOutNote receipt={receipt} instruments={[]} beside={(id) => id !== 'w1'} />,
      language,
    )
    for (const said of ['Spring', '40', 'Summer', '7', 'scsb', 'ncsb']) expect(page).toContain(said)
    expect(page).not.toContain('Autumn')
    expect(page).not.toMatch(/\{\{|leftOut\./)
    const [first] = receipt.leftOut
    const naming = { measured: receipt.instrument, instruments: [], words: wordsIn(language) }
    const kinds = [first!, { ...first!, observations: 0 }, { ...first!, instrument: null }]
    expect(new Set(kinds.map((one) => leftOutSentence(one, naming))).size).toBe(3)
  })
})
