import type { Problem } from '../../stats/coding/observation.ts'
import type { Language } from '../contract/common.ts'
import type { Paradata, Submission } from '../contract/response.ts'
import type { Db } from '../db/database.ts'
import { findPartial } from '../db/partials.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { BRAND_PAGES, saysNoBrand } from '../forms/no-brand.ts'
import { openOnCard, type PostedFields, readCard } from '../forms/read-card.ts'
import { type Answers, beyondBounds, countedAnswers, pagesShown } from '../forms/respondent-path.ts'
import type { SurveyPage } from '../forms/survey-json.ts'
import type { Asked } from './find-asked.ts'
import { screenOut } from './quota-room.ts'
import type { RecordResponse } from './record-response.ts'
import { decidesQuota, mayRate, onlyBrand, roomFor, withoutBrands } from './room-on-card.ts'
import { savePartial } from './save-partial.ts'
import { surveyFor } from './survey-for.ts'

/** One card as a plain HTML form sent it. */
export interface PostedCard {
  readonly id: string
  readonly sealed: string
  readonly token: string | undefined
  readonly page: string
  readonly to: 'next' | 'back' | 'stay'
  readonly language: Language
  readonly startedAt: string
  readonly fields: PostedFields
  readonly paradata: Paradata
}

/** Where the respondent goes from here. */
export type Onward =
  | { readonly kind: 'page'; readonly page: string }
  | {
      readonly kind: 'again'
      readonly page: string
      readonly answers: Answers
      readonly problems: readonly Problem[]
    }
  | { readonly kind: 'recorded' }
  /** By something else in the same moment: sent, erased or turned away. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'screened-out'; readonly why: TurnedAway }

/** Why nothing more is asked: enough have answered, or none of the brands is known. Names the sentence that says it. */
type TurnedAway = 'full' | 'noBrand'

/** Undefined while this respondent may answer. */
export function whyTurnedAway({ partial }: Asked): TurnedAway | undefined {
  if (partial?.state !== 'screened-out') return undefined
  return BRAND_PAGES.includes(partial.page) ? 'noBrand' : 'full'
}

interface Means {
  readonly db: Db
  readonly recordResponse: RecordResponse
}

/** Takes the answers of one card, keeps what is good, and says which page is next; after the last, sends them all. */
export async function answerCard(
  { db, recordResponse }: Means,
  asked: Asked,
  card: PostedCard,
): Promise<Onward> {
  const { book, check } = asked.form
  const before = answersSoFar(asked)
  const pages = pagesOf(asked, card.id, before)
  const page = pages.find(({ name }) => name === card.page)
  if (page === undefined) return { kind: 'page', page: asked.partial?.page ?? '' }

  const given = readCard(page, book, card.fields)
  if (card.to === 'next' && saysNoBrand(page, given)) {
    await keep(db, asked, card, { answers: before, walk: pages, reached: pages.indexOf(page) })
    const { id, sealed, language } = card
    await screenOut(db, asked, { id, sealed, language, brandId: null, page: page.name })
    return { kind: 'screened-out', why: 'noBrand' }
  }
  const answers = { ...before, ...given }
  const { brand, ...others } = given
  const problems = check(others)
  problems.push(...beyondBounds(book, answers).filter(({ item }) => Object.hasOwn(given, item)))
  if (brand !== undefined && !asked.brands.some(({ id }) => id === brand)) {
    problems.push({
      item: 'brand',
      reason: 'unknown-brand',
      message: 'brand: is not a brand of this program',
    })
  }
  const wrong = new Set(problems.map(({ item }) => item))
  const told = countedAnswers(
    book,
    Object.fromEntries(Object.entries(answers).filter(([key]) => !wrong.has(key))),
  )
  if (card.to === 'next') {
    problems.push(...openOnCard(page, book, answers).filter(({ item }) => !wrong.has(item)))
  }
  const goesOn = card.to === 'next' && problems.length === 0
  const decides = goesOn && (decidesQuota(asked, page) || isEndOfSeveral(asked, card, told))
  const { room, full } = decides ? await roomFor(db, asked, told) : { room: true, full: [] }
  if (!room) {
    const { id, sealed, language } = card
    await screenOut(db, asked, { id, sealed, language, brandId: onlyBrand(asked, told) })
    return { kind: 'screened-out', why: 'full' }
  }
  const good = withoutBrands(book, told, full)
  const walk = pagesOf(asked, card.id, good)
  const place = walk.findIndex(({ name }) => name === page.name)
  // Gone with its brand, the last page has none after it.
  const next = place < 0 ? undefined : walk[place + 1]
  const isKept = await keep(db, asked, card, { answers: good, walk, reached: goesOn ? place + 1 : place })
  if (!isKept && (await hasEnded(db, asked, card.id))) return { kind: 'ended' }

  if (problems.length > 0 && card.to === 'next') return { kind: 'again', page: page.name, answers, problems }
  if (card.to === 'back') return { kind: 'page', page: walk[Math.max(0, place - 1)]?.name ?? '' }
  if (!goesOn) return { kind: 'page', page: page.name }
  if (next !== undefined) return { kind: 'page', page: next.name }

  const open = walk.find((one) => openOnCard(one, book, good).length > 0)
  if (open !== undefined) {
    return { kind: 'again', page: open.name, answers: good, problems: openOnCard(open, book, good) }
  }
  return send(recordResponse, asked, card, { answers: good, walk })
}

/** Of several brands one may be full by now: without it the answers about the others can be taken. */
function isEndOfSeveral(asked: Asked, { id, page }: PostedCard, answers: Answers): boolean {
  if (asked.form.book.loop === undefined || mayRate(asked, answers).length < 2) return false
  return pagesOf(asked, id, answers).at(-1)?.name === page
}

/** The pages of one respondent, as laid out for them and shown with these answers. */
export function pagesOf(asked: Asked, id: string, answers: Answers): readonly SurveyPage[] {
  const { pages } = surveyFor(asked, id)
  return pagesShown(pages, asked.form.book, { answers, brandKnown: asked.brandId !== null })
}

/** What was saved, with the brand that was chosen or need not be: as `brand`, or among `brands` where a form loops. */
export function answersSoFar({ partial, brandId, form }: Asked): Answers {
  const saved = partial?.answers ?? {}
  if (form.book.loop !== undefined) return brandId === null ? saved : { ...saved, brands: [brandId] }
  const brand = brandId ?? partial?.brandId ?? null
  return brand === null ? saved : { ...saved, brand }
}

interface Kept {
  readonly answers: Answers
  readonly walk: readonly SurveyPage[]
  /** Place of the first page not yet answered, by this card alone. */
  readonly reached: number
}

async function keep(
  db: Db,
  asked: Asked,
  card: PostedCard,
  { answers, walk, reached }: Kept,
): Promise<boolean> {
  const { partial } = asked
  const { brand, ...others } = answers
  const farthest = walk.findIndex(({ name }) => name === partial?.page)
  const page = walk[Math.max(reached, farthest)] ?? walk.at(-1)
  return savePartial(db, asked, {
    id: card.id,
    sealed: card.sealed,
    language: card.language,
    brandId: typeof brand === 'string' ? brand : null,
    answers: others,
    page: page?.name ?? card.page,
    revision: (partial?.revision ?? 0) + 1,
    startedAt: partial?.startedAt.toISOString() ?? card.startedAt,
    paradata: paradataOf(asked, card),
  })
}

/** Nothing is under way under this id any more. */
const hasEnded = (db: Db, { organisationId }: Asked, id: string): Promise<boolean> =>
  withOrganisation(db, organisationId, async (db) => (await findPartial(db, id))?.state !== 'open')

/** Without a script, the time on a page is the time since the one before it was sent. */
function paradataOf({ partial }: Asked, card: PostedCard): Paradata {
  const before = (partial?.paradata ?? {}) as Paradata
  const since = partial?.updatedAt.getTime() ?? Date.parse(card.startedAt)
  const seconds = Math.min(86_400, Math.max(0, Math.round((Date.now() - since) / 100) / 10))
  const pageSeconds = { ...before.pageSeconds }
  pageSeconds[card.page] = Math.round(((pageSeconds[card.page] ?? 0) + seconds) * 10) / 10
  return {
    ...card.paradata,
    ...before,
    pageSeconds,
    ...(before.trap === true || card.paradata.trap === true ? { trap: true } : {}),
  }
}

async function send(
  recordResponse: RecordResponse,
  asked: Asked,
  card: PostedCard,
  { answers, walk }: Pick<Kept, 'answers' | 'walk'>,
): Promise<Onward> {
  const { brand, ...others } = answers
  const loops = asked.form.book.loop !== undefined
  try {
    await recordResponse(
      asked.key,
      JSON.stringify({
        id: card.id,
        language: card.language,
        ...(loops || typeof brand !== 'string' ? {} : { brandId: brand }),
        startedAt: asked.partial?.startedAt.toISOString() ?? card.startedAt,
        form: asked.form.number,
        answers: others,
        paradata: paradataOf(asked, card),
      } satisfies Submission),
      card.token,
    )
    return { kind: 'recorded' }
  } catch (error) {
    // Sent twice at once: the time on the last page differs, the answers arrived the first time.
    if (error instanceof ApiError && error.code === 'id-taken') return { kind: 'ended' }
    if (!(error instanceof ApiError) || error.status !== 422) throw error
    const problems = error.problems ?? []
    const first = walk.find(({ elements }) =>
      elements.some(({ name }) => problems.some(({ item }) => item === name)),
    )
    if (first === undefined) throw error
    return { kind: 'again', page: first.name, answers, problems }
  }
}
