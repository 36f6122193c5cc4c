import type { Instrument } from './instrument.ts'
import { type GapStatements, shortfallOf, statementsOf } from './provider-gaps.ts'

const GAPS: readonly GapStatements[] = [
  {
    name: 'gap-3',
    statements: ['team', 'suited', 'tools', 'freedom', 'judged', 'consistent', 'clear'],
  },
  { name: 'gap-4', statements: ['departments', 'promises'] },
]

/** What those who serve customers say about gaps 3 and 4; handbook 3.4, E.8. */
export const gapsStaff: Instrument = {
  name: 'gaps-staff',
  version: 1,
  family: 'provider',
  items: statementsOf('gs', GAPS),
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  feeds: [shortfallOf('gs', GAPS)],
  source: 'Zeithaml, Berry, Parasuraman (1988), Journal of Marketing 52(2)',
}
