import type { Problem } from '../../stats/coding/observation.ts'
import type { Language } from '../contract/common.ts'
import type { Answering, Paradata } from '../contract/response.ts'
import type { Answers } from '../forms/respondent-path.ts'
import type { SurveyPage } from '../forms/survey-json.ts'
import type { WayLeft } from '../forms/way-left.ts'
import type { Asked } from '../services/find-asked.ts'
import { answerPage } from './answer-page.ts'
import { linkAddress } from './link-address.ts'
import type { PageAssets } from './page-assets.ts'
import { pageDocument } from './page-document.ts'
import type { Html } from './page-parts.ts'
import { PAGE_TEXTS } from './texts.ts'

interface ShownCard {
  readonly assets: PageAssets
  readonly sealed: string
  readonly token: string | undefined
  readonly language: Language
  /** Every page this respondent walks, and the place of the one to show. */
  readonly pages: readonly SurveyPage[]
  readonly place: number
  readonly left: WayLeft
  readonly answers: Answers
  readonly problems?: readonly Problem[]
  readonly resumed?: boolean
}

/** One card of a form as a whole document, with what the page's script needs to go on from it. */
export function showCard(asked: Asked, shown: ShownCard): Html {
  const { form, key, partial, program } = asked
  const { language, sealed, token, pages, place, answers, problems = [], resumed = false, assets } = shown
  const address = `/r/${key}`
  const page = pages[place] ?? { name: '', elements: [] }
  const brand = brandAskedAbout(asked, answers)
  const startedAt = (partial?.startedAt ?? new Date()).toISOString()
  const body = answerPage({
    address,
    action: linkAddress(`${address}/answer`, token),
    name: nameOf(asked),
    language,
    languages: form.languages,
    texts: PAGE_TEXTS[language],
    answers,
    brand: brand?.name ?? '',
    problems,
    page,
    survey: form.survey,
    place,
    left: shown.left,
    resumed,
    sealed,
    startedAt,
  })
  const state: Answering = {
    address,
    token: token ?? null,
    sealed,
    form: form.number,
    brandId: asked.brandId,
    language,
    answers: { ...answers },
    page: page.name,
    reached: partial?.page ?? page.name,
    pageSeconds: secondsSoFar(partial?.paradata),
    attributes: form.book.attributes.map(({ code }) => code),
    revision: partial?.revision ?? 0,
    startedAt,
    resumed,
  }
  const title = titleOf(program, language)
  return pageDocument({ language, title, body, assets, state: { answering: state } })
}

const secondsSoFar = (paradata: Paradata = {}): Record<string, number> => ({ ...paradata.pageSeconds })

/** What {brand} stands for; of several that are rated the first, as coding has it with what is asked once. */
function brandAskedAbout({ brands, brandId }: Asked, answers: Answers) {
  const chosen = answers['brands']
  const rated: readonly unknown[] = Array.isArray(chosen) ? chosen : [brandId ?? answers['brand']]
  return brands.find(({ id }) => rated.includes(id))
}

/** Small on top: the brand where the link is for one, the program otherwise. */
export const nameOf = ({ brands, brandId, program }: Asked): string =>
  brands.find(({ id }) => id === brandId)?.name ?? program

export const titleOf = (program: string, language: Language): string =>
  `${PAGE_TEXTS[language].title} · ${program}`
