import { renderToStaticMarkup } from 'react-dom/server'
import type { PageModel } from 'survey-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../../api/contract/common.ts'
import { buildForm, type FormDesign } from '../../../api/forms/build-form.ts'
import { isAsked, type SurveyPage } from '../../../api/forms/survey-json.ts'
import { type CardContext, questionCard } from '../../../api/pages/question-card.ts'
import { PAGE_TEXTS } from '../../../api/pages/texts.ts'
import { Card } from '../../../web/respond/card.tsx'
import { registerQuestionTypes } from '../../../web/respond/question-types.tsx'
import { createModel, elementsOf, pageJson } from '../../../web/respond/survey-model.ts'
import type { Asked } from '../../../web/respond/words.ts'
import { everyQuestion } from '../../browser/every-question.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'
import { simulateRespondent } from '../../forms/simulate-respondent.ts'
import { openForm } from './open-form.ts'

const { modules = [], ...others } = everyQuestion('0199a000-0000-7000-8000-000000000001')
const built = buildForm({ ...mobileDesign, ...others, modules } as FormDesign)
const form = openForm(built)
const elements = elementsOf(form)
const given = simulateRespondent(built.codeBook.fields, { seed: 4, skips: 0, nonAnswers: 0.3 })
// How much room is left in a text is counted only where there is a script.
const answers = Object.fromEntries(
  Object.entries(given).filter(([name]) => elements.get(name)?.type !== 'comment'),
)
const model = createModel(form, null, answers)

/** Of pages that hold the same types of questions, the first. */
const pages = [...Map.groupBy(model.visiblePages, kindOf).values()].flatMap(([first]) => first ?? [])

function kindOf({ name }: PageModel): string {
  const { title, elements } = pageJson(form, name)
  const kind = ({ type, description, states, choices, rateValues }: Asked) =>
    [type, description === undefined, states === undefined, choices?.length, rateValues?.length].join(' ')
  return [title === undefined, ...elements.map(kind)].join()
}

/** What the server writes for a page, and what SurveyJS draws in its place. */
async function bothWays(at: PageModel, language: Language, { wrong }: { readonly wrong: boolean }) {
  model.currentPage = at
  const page = pageJson(form, at.name) as SurveyPage
  const asked = page.elements.filter(isAsked)
  const problems = wrong ? asked.map(({ name }) => ({ item: name, reason: 'required', message: '' })) : []
  const shared = { address: '/r/key', language, texts: PAGE_TEXTS[language], brand: 'A “&” B' }
  const written = await questionCard(page, { ...shared, answers, problems } as CardContext)
  const drawn = renderToStaticMarkup(
    <Card
      {...shared}
      model={model}
      form={form}
      problems={Object.fromEntries(problems.map(({ item }) => [item, 'required']))}
    />,
  )
  return [plain(String(written)), plain(drawn)]
}

/** The same markup reads the same, whoever wrote it: attributes in order, no difference in escapes. */
const plain = (html: string) =>
  html
    .replaceAll('<!-- -->', '')
    // React asks for a picture before it is drawn.
    .replaceAll(/^<link [^>]*>/g, '')
    // Buttons that need a script stand where the plain form leaves their room.
    .replaceAll(/<button type="button" class="step".*?<\/button>/g, '<span class="step asleep"></span>')
    .replaceAll(/(<textarea[^>]*>)\n/g, '$1')
    // Set after drawing; see Prose.
    .replaceAll(/<div class="prose">.*?<\/div>/g, '<div class="prose"></div>')
    .replaceAll(/<(\w+)([^>]*?)\/?>/g, (_, tag: string, attributes: string) => {
      const all = [...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)]
      const sorted = all.map(([, name = '', value = '']) => `${name.toLowerCase()}="${value}"`).sort()
      return `\n<${[tag, ...sorted].join(' ')}>`
    })
    .replaceAll(/&#x27;|&#39;/g, "'")

describe('a card', () => {
  beforeAll(registerQuestionTypes)

  it('is there of every type', () => {
    const types = pages.flatMap(({ name }) => pageJson(form, name).elements.map(({ type }) => type))
    const all = ['rating', 'radiogroup', 'checkbox', 'text', 'comment', 'multipletext', 'image', 'html']
    expect(new Set(types)).toEqual(new Set(all))
  })

  it.each(pages)('is drawn by SurveyJS as the server wrote it: $name', async (page) => {
    for (const language of ['en', 'zh-Hans', 'zh-Hant'] as const) {
      for (const wrong of [false, true]) {
        const [written, drawn] = await bothWays(page, language, { wrong })
        expect(drawn, language).toBe(written)
        expect(drawn?.includes('class="problem"')).toBe(wrong)
      }
    }
  })
})
