import type { Language } from '../contract/common.ts'
import { en } from './texts/en.ts'
import { zhHans } from './texts/zh-hans.ts'
import { zhHant } from './texts/zh-hant.ts'

/** What can be wrong with an answer, as coding names it; `wrong` stands for every other reason. */
export const PROBLEMS = [
  'wrong',
  'required',
  'exclusive',
  'too-many-choices',
  'not-a-number',
  'out-of-range',
  'not-whole',
  'too-long',
  'wrong-total',
] as const

type ProblemTexts = Readonly<Record<(typeof PROBLEMS)[number], string>>

/**
 * Everything the respondent's page says besides the questions, with or without JavaScript; the page's script gets
 * them with the form. `{…}` are places to fill.
 */
export interface PageTexts extends ProblemTexts {
  readonly title: string
  readonly language: string
  readonly next: string
  readonly back: string
  readonly skip: string
  readonly send: string
  readonly again: string
  /** The way out of a form that asks for consent, and what is said then. */
  readonly decline: string
  readonly declined: string
  readonly toStart: string
  readonly stepsLeft: string
  readonly lastStep: string
  readonly underMinute: string
  readonly oneMinute: string
  readonly minutes: string
  /** Two numbers that what is left lies between. */
  readonly fromTo: string
  readonly saved: string
  readonly resumed: string
  readonly sending: string
  /** While pages cannot be saved; before the page's script has taken over; after the last page. */
  readonly offline: string
  readonly holding: string
  /** While another tab or device is further on with the same answers, and the way to what it has. */
  readonly elsewhere: string
  readonly catchUp: string
  /** In the place of a page that cannot be reached. */
  readonly noNetwork: string
  readonly waiting: string
  readonly unsent: string
  readonly sentLater: string
  readonly expired: string
  readonly otherProblem: string
  readonly range: string
  readonly atMostCharacters: string
  readonly charactersLeft: string
  readonly pointsGiven: string
  readonly fewer: string
  readonly more: string
  readonly leaveEmpty: string
  readonly gone: string
  readonly planned: string
  readonly closed: string
  readonly byInvitation: string
  readonly switchedOff: string
  readonly full: string
  readonly noBrand: string
  readonly busy: string
  readonly tooMuch: string
  readonly otherSite: string
  readonly lost: string
  readonly thanks: string
  readonly recorded: string
  readonly knownBefore: string
  readonly receipt: string
  readonly keepReceipt: string
  /** In a frame of somebody else's page, which has no address of its own to keep. */
  readonly keepFramedReceipt: string
  readonly openAlone: string
  readonly continueTo: string
  readonly privacy: string
  readonly erase: string
  readonly eraseWhat: string
  readonly eraseNow: string
  readonly erased: string
  readonly erasedWhat: string
  readonly nothingThere: string
  readonly measuredWith: string
}

export const PAGE_TEXTS: Readonly<Record<Language, PageTexts>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }
