import { z } from 'zod'
import { Day, Id, Language } from './common.ts'
import { Quota } from './quota.ts'
import { WaveState } from './wave.ts'

const count = z.number().int()

/** How far people came through one way in. Null where it is not known: nobody is invited to an open link. */
export const WayFunnel = z.strictObject({
  collectorId: Id,
  kind: z.enum(['open-link', 'import', 'invitation', 'interviewer']),
  brandId: Id.nullable(),
  invited: count.nullable(),
  opened: count.nullable(),
  /** Without those turned away. */
  started: count,
  completed: count,
  /** By a full quota, or because they know none of the brands: before the first question or after it. */
  screenedOut: count,
})
export type WayFunnel = z.infer<typeof WayFunnel>

export const BrandProgress = z.strictObject({
  brandId: Id,
  /** By name; null where all invitations leave the brand to the form. */
  invited: count.nullable(),
  started: count,
  /** Ratings that statistics read, */
  counted: count,
  /** and those excluded by a person. */
  setAside: count,
  /** Of those counted, how many were asked what the index is computed of: expected where that is drawn. */
  forIndex: count,
  /** Answers wanted: by a quota for the whole brand, else the wave's target; null when neither is set. */
  target: count.nullable(),
  /** Half the width of the 95 % interval of the index, in points; null where fewer than 10 were asked it, or nothing is wanted. */
  marginNow: z.number().nullable(),
  marginAtTarget: z.number().nullable(),
})
export type BrandProgress = z.infer<typeof BrandProgress>

/** Rates of AAPOR, 0 to 1, of those invited by name; null where nobody is in their base. Handbook 12.7. */
export const Outcomes = z.strictObject({
  dispositions: z.strictObject({
    complete: count,
    partial: count,
    refusal: count,
    nonContact: count,
    other: count,
    unknownHousehold: count,
    unknownOther: count,
    ineligible: count,
    /** Not eligible either, shown apart: turned away by a full quota. */
    quotaFull: count,
  }),
  response1: z.number().nullable(),
  response2: z.number().nullable(),
  response3: z.number().nullable(),
  cooperation1: z.number().nullable(),
  refusal1: z.number().nullable(),
  contact1: z.number().nullable(),
})
export type Outcomes = z.infer<typeof Outcomes>

/** GET /api/waves/:waveId/fieldwork: a few rows of counts, however many answers there are. */
export const Fieldwork = z.strictObject({
  at: z.iso.datetime(),
  state: WaveState,
  ways: z.array(WayFunnel),
  brands: z.array(BrandProgress),
  /** Invited, or begun and not finished, whose form asks them for the brand and has not heard it yet. */
  brandUnknown: z.strictObject({ invited: count, started: count }),
  /** Standard deviation of the index over respondents that the margins are reckoned with. */
  deviation: z.strictObject({ value: z.number(), measured: z.boolean() }),
  quotas: z.array(Quota),
  /** In the order of the form: where those stopped who have not finished. */
  pages: z.array(
    z.strictObject({ page: z.string(), title: z.partialRecord(Language, z.string()), stopped: count }),
  ),
  /** Saved something in the last half hour and have not finished. */
  answering: count,
  /** Broken-off answers that say enough for analysis. */
  usablePartials: count,
  /** Null when nobody was invited by name. */
  outcomes: Outcomes.nullable(),
  /** Ratings by day (UTC), oldest first; at most the last 60 days with any. */
  days: z.array(z.strictObject({ day: Day, counted: count })),
})
export type Fieldwork = z.infer<typeof Fieldwork>
