import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { Db } from '../db/database.ts'
import type { Room } from '../db/quotas.ts'
import { type Answers, countedAnswers } from '../forms/respondent-path.ts'
import type { SurveyPage } from '../forms/survey-json.ts'
import type { Asked } from './find-asked.ts'
import { quotaRoom } from './quota-room.ts'

/** Questions about the brand and about the respondent: who is known by them may find a quota full. */
export function decidesQuota({ form }: Asked, { elements }: SurveyPage): boolean {
  const attributes = form.book.attributes.map(({ code }) => code)
  return elements.some(({ name }) => name === 'brand' || name === 'brands' || attributes.includes(name))
}

/** Whether there is room for somebody with these answers, and which of their brands are full. */
export function roomFor(db: Db, asked: Asked, answers: Answers): Promise<Room> {
  const { organisationId, collector, form } = asked
  const answered = Object.fromEntries(
    form.book.attributes.flatMap(({ code }): [string, string][] => {
      const answer = answers[code]
      return typeof answer === 'string' ? [[code, answer]] : []
    }),
  )
  // What the register knows of the invited counts as if it had been answered.
  const attributes = { ...asked.invited?.attributes, ...answered }
  return quotaRoom(db, organisationId, collector.waveId, { brandIds: mayRate(asked, answers), attributes })
}

/** The brands that are rated with these answers, or may be before one is chosen. */
export function mayRate({ brandId, brands, form }: Asked, { brand, brands: chosen }: Answers): string[] {
  if (brandId !== null) return [brandId]
  if (typeof brand === 'string') return [brand]
  const { loop } = form.book
  if (loop === undefined) return brands.map(({ id }) => id)
  const rated = loop.brands.map(({ brandId }) => brandId)
  return Array.isArray(chosen) ? rated.filter((id) => chosen.includes(id)) : rated
}

/** Null where several brands may be rated. */
export function onlyBrand(asked: Asked, answers: Answers): string | null {
  const [only = null, ...others] = mayRate(asked, answers)
  return others.length === 0 ? only : null
}

/** Where several brands are rated: about those that enough have answered about, nothing more is asked or kept. */
export function withoutBrands(book: CodeBook, answers: Answers, full: readonly string[]): Answers {
  const { brands } = answers
  if (full.length === 0 || book.loop === undefined || !Array.isArray(brands)) return answers
  return countedAnswers(book, { ...answers, brands: brands.filter((id) => !full.includes(id)) })
}
