import { z } from 'zod'
import { Day, Id, Name } from './common.ts'

const span = (wave: { opensOn?: string | undefined; closesOn?: string | undefined }) =>
  wave.opensOn === undefined || wave.closesOn === undefined || wave.opensOn <= wave.closesOn

/** An IANA name: the wave's days begin and end at midnight there. */
const TimeZone = z.string().max(60).refine(isTimeZone, 'is not a time zone such as Europe/Berlin or UTC')

function isTimeZone(name: string): boolean {
  // Offsets such as +02:00 mean the opposite sign to PostgreSQL.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Answers wanted per brand; it steers nothing, quotas do. */
const Target = z.number().int().min(1).max(1_000_000).nullable()

export const NewWave = z
  .strictObject({
    name: Name,
    opensOn: Day,
    closesOn: Day,
    /** UTC unless said. */
    timeZone: TimeZone.optional(),
    target: Target.optional(),
  })
  .refine(span, { path: ['closesOn'], message: 'is before opensOn' })
export type NewWave = z.infer<typeof NewWave>

export const WaveChange = z
  .strictObject({
    name: Name.optional(),
    opensOn: Day.optional(),
    closesOn: Day.optional(),
    timeZone: TimeZone.optional(),
    target: Target.optional(),
    /** Moves the wave to a newer form; whoever has begun may finish the one they began. */
    formNumber: z.number().int().min(1).optional(),
  })
  .refine(span, { path: ['closesOn'], message: 'is before opensOn' })
export type WaveChange = z.infer<typeof WaveChange>

/** `planned` before opensOn, `open` until the end of closesOn or until somebody closes it, then `closed`. */
export const WaveState = z.enum(['planned', 'open', 'closed'])
export type WaveState = z.infer<typeof WaveState>

export const Wave = z.strictObject({
  id: Id,
  programId: Id,
  formId: Id,
  formNumber: z.number().int(),
  name: z.string(),
  opensOn: Day,
  closesOn: Day,
  timeZone: z.string(),
  target: z.number().int().nullable(),
  state: WaveState,
  /** Ratings that statistics read: one per respondent and brand rated. */
  responses: z.number().int(),
  /** Counted responses by brand id; every brand is listed, also with 0. */
  responsesByBrand: z.record(z.string(), z.number().int()),
  /** Excluded by a person. */
  setAside: z.number().int(),
  lastResponseAt: z.iso.datetime().nullable(),
})
export type Wave = z.infer<typeof Wave>

/** An open link: for one brand, or (null) for the program, with a screening question that asks the brand. */
export const NewCollector = z.strictObject({ brandId: Id.nullable() })
export type NewCollector = z.infer<typeof NewCollector>

/** A site by its origin: `https://shop.example`, as browsers write it. */
const HttpsOrigin = z
  .string()
  .max(255)
  .transform((written, context) => {
    const origin = httpsOrigin(written)
    if (origin !== undefined) return origin
    context.addIssue({ code: 'custom', message: 'is not the address of a site such as https://shop.example' })
    return z.NEVER
  })

function httpsOrigin(written: string): string | undefined {
  const url = URL.parse(written.trim())
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    return undefined
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return undefined
  // What stands in a header must be a name and nothing else; a star would let in everybody's page.
  return /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?$/.test(url.origin) ? url.origin : undefined
}

/** PATCH /api/collectors/:collectorId */
export const CollectorChange = z.strictObject({
  /** The whole list; none: no site may show the form in a frame. */
  embedOrigins: z
    .array(HttpsOrigin)
    .max(20, 'lists more than 20 sites')
    .transform((origins) => [...new Set(origins)]),
})
export type CollectorChange = z.infer<typeof CollectorChange>

export const Collector = z.strictObject({
  id: Id,
  waveId: Id,
  brandId: Id.nullable(),
  kind: z.enum(['open-link', 'import', 'invitation', 'interviewer']),
  /** Where respondents go, absolute; empty unless anybody may go there. QR code at /api/collectors/:id/qr.svg */
  url: z.string(),
  /** Sites that may show its pages in a frame. */
  embedOrigins: z.array(z.string()),
  responses: z.number().int(),
})
export type Collector = z.infer<typeof Collector>
