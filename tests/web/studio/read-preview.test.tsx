import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { buildForm } from '../../../api/forms/build-form.ts'
import { PAGE_TEXTS } from '../../../api/pages/texts.ts'
import { CATALOGUE } from '../../../stats/instruments/catalogue.ts'
import { type AnswerKind, LANGUAGES } from '../../../stats/instruments/instrument.ts'
import { ON_THE_PAGE } from '../../../web/i18n/on-the-page.ts'
import { PreviewCard } from '../../../web/studio/preview-card.tsx'
import { PreviewPrivacy } from '../../../web/studio/preview-privacy.tsx'
import {
  type PreviewAnswer,
  questionTitles,
  readPreview,
  readPrivacy,
} from '../../../web/studio/read-preview.ts'
import { exampleSettings } from '../../forms/example-settings.ts'

const design = {
  name: 'City buses',
  category: { en: 'bus line', 'zh-Hans': '公交线路', 'zh-Hant': '公車路線' },
  period: { en: '12 months', 'zh-Hans': '12个月', 'zh-Hant': '12個月' },
  languages: ['en', 'zh-Hans', 'zh-Hant'],
  brands: [
    { id: '01a202b3-55da-7ba0-a899-7e6f285001f6', name: 'Metro' },
    { id: '01a202b3-55da-7745-a79e-3f29674b6a4d', name: 'Corvia' },
  ],
  modules: [{ instrument: { name: 'acsi', version: 1 } }],
  attributes: ['region'],
} satisfies Parameters<typeof buildForm>[0]
const { survey } = buildForm(design)

const DESCRIPTION = { en: 'Until {two}.', 'zh-Hans': '到两点。', 'zh-Hant': '到兩點。' }
const PICTURE = '0b7a4a51-9a55-7c11-8f0e-5a1b6cf0d9aa'

/** Everything an instrument can ask, its entries told and shown wherever they can be. */
function toldSettings(instrument: (typeof CATALOGUE)[number]) {
  const settings = exampleSettings(instrument, 'all')
  const told = (instrument.parameters ?? []).flatMap((parameter) => {
    const setting = settings[parameter.name]
    if (parameter.kind !== 'entries' || !parameter.described || !Array.isArray(setting)) return []
    const entries = setting.map((entry) => ({ ...entry, description: DESCRIPTION, picture: PICTURE }))
    return [[parameter.name, entries] as const]
  })
  return { ...settings, ...Object.fromEntries(told) }
}

/** What an answer of this kind may be given with. */
const CONTROLS = {
  rating: ['scale', 'one of'],
  binary: ['one of'],
  choice: ['one of'],
  'multi-choice': ['several of'],
  number: ['number', 'one of'],
  allocation: ['allocation'],
  text: ['text'],
} satisfies Record<AnswerKind['kind'], readonly string[]>

function controlOf(answer: PreviewAnswer): string {
  if (answer.kind !== 'choices') return answer.kind
  return answer.several ? 'several of' : 'one of'
}

const offeredOf = (answer: PreviewAnswer) => [
  ...('choices' in answer ? answer.choices : []),
  ...('parts' in answer ? answer.parts : []),
  ...('states' in answer ? answer.states : []),
]

describe.each(CATALOGUE.map((instrument) => ({ name: instrument.name, instrument })))(
  'the preview of $name',
  ({ instrument }) => {
    const parameters = toldSettings(instrument)
    const built = buildForm({
      ...design,
      attributes: [],
      modules: [{ instrument: { name: instrument.name, version: instrument.version }, parameters }],
    })
    const asked = built.codeBook.fields

    it.each(LANGUAGES)('has words, pictures and the right control for every question in %s', (language) => {
      const cards = readPreview(built.survey, { language, brand: 'Metro' })
      const questions = cards.flatMap(({ questions }) => questions)
      expect(questions.map(({ name }) => name)).toEqual(['brand', ...asked.map(({ code }) => code)])
      for (const { code, answer, states } of asked) {
        const question = questions.find(({ name }) => name === code)
        if (question === undefined) throw new Error(`${code} is not shown`)
        expect(CONTROLS[answer.kind], code).toContain(controlOf(question.answer))
        const offered = offeredOf(question.answer).map(({ value }) => value)
        expect(offered, code).toEqual(expect.arrayContaining([...states]))
      }
      const said = cards.flatMap(({ title, help, pictures, questions }) => [
        ...[title, help].filter((text) => text !== undefined),
        ...pictures.map(({ altText }) => altText),
        ...questions.flatMap(({ title, help, answer }) => [
          title,
          ...(help === undefined ? [] : [help]),
          ...offeredOf(answer).flatMap(({ text, help }) => (help === undefined ? [text] : [text, help])),
          ...(answer.kind === 'scale' ? answer.ends : []),
        ]),
      ])
      expect(said.filter((text) => text.trim() === '' || /[{}]|\w\.\w/.test(text))).toEqual([])
      const titles = [...questionTitles(cards)].filter(([name]) => name !== 'brand')
      const names = new Set(asked.map(({ code }) => code))
      expect(titles.filter(([, title]) => names.has(title))).toEqual([])
      // A question about one of several entries says about which.
      expect(new Set(titles.map(([, title]) => title)).size).toBe(titles.length)
      if (language !== 'en') expect(titles.filter(([, title]) => !/\p{Script=Han}/u.test(title))).toEqual([])
    })

    it('shows what the designer told and showed of an entry wherever a card is about it', () => {
      const entries = Object.values(parameters).flatMap((setting) => (Array.isArray(setting) ? setting : []))
      const told = entries.filter((entry) => typeof entry !== 'string' && entry.picture !== undefined)
      const cards = readPreview(built.survey, { language: 'en', brand: 'Metro' })
      const pictured = cards.filter(({ pictures }) => pictures.length > 0)
      for (const { pictures } of pictured) expect(pictures.map(({ id }) => id)).toEqual([PICTURE])
      const described = pictured.filter(
        ({ help, questions }) => (help ?? questions[0]?.help) === 'Until (two).',
      )
      expect(described.length).toBe(pictured.length)
      expect(pictured.length).toBeGreaterThanOrEqual(told.length)
    })
  },
)

describe('readPreview', () => {
  const english = readPreview(survey, { language: 'en', brand: 'Metro' })
  const find = (name: string) => english.find((card) => card.name === `page-${name}`)

  it('puts "don\'t know" beside the scale and not on it', () => {
    expect(find('exp1')?.questions[0]?.answer).toEqual({
      kind: 'scale',
      points: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      ends: ['Very low', 'Very high'],
      states: [
        { value: 'dont_know', text: "Don't know" },
        { value: 'not_applicable', text: 'Does not apply to me' },
      ],
    })
  })

  it('has the consent as it is read before agreeing', () => {
    const consent = { en: 'We *ask*.', 'zh-Hans': '同意', 'zh-Hant': '同意' }
    const [first] = readPreview(buildForm({ ...design, consent }).survey, { language: 'en', brand: 'Metro' })
    expect(first?.questions[0]?.words).toEqual(['<p>We <em>ask</em>.</p>'])
    expect(first?.questions[0]?.answer).toMatchObject({ kind: 'choices', several: false })
  })

  it('takes a brand’s name as it is written, whatever signs it has', () => {
    const [, card] = readPreview(survey, { language: 'en', brand: '$& Sons' })
    const said = readPreview(survey, { language: 'en', brand: '$& Sons' }).map(
      ({ questions }) => questions[0]?.title,
    )
    expect(card).toBeDefined()
    expect(said.some((title) => title?.includes('$& Sons'))).toBe(true)
  })

  it('says of columns what they are about', () => {
    const servqual = { instrument: { name: 'importance-performance', version: 1 } }
    const attributes = exampleSettings(
      CATALOGUE.find(({ name }) => name === 'importance-performance') ?? CATALOGUE[0]!,
      'all',
    )
    const built = buildForm({ ...design, modules: [{ ...servqual, parameters: attributes }] })
    const titles = [...questionTitles(readPreview(built.survey, { language: 'en', brand: 'Metro' })).values()]
    expect(titles.filter((title) => title.includes('delivery at night')).length).toBeGreaterThan(1)
  })
})

describe('a card', () => {
  const draw = (name: string, modules: Parameters<typeof buildForm>[0]['modules']) => {
    const cards = readPreview(buildForm({ ...design, modules }).survey, {
      language: 'zh-Hans',
      brand: 'Metro',
    })
    const card = cards.find((card) => card.name === `page-${name}`)
    if (card === undefined) throw new Error(`the form does not ask ${name}`)
    return renderToStaticMarkup(<PreviewCard card={card} language="zh-Hans" />)
  }

  it('shows both ends of a scale', () => {
    const html = draw('exp1', design.modules)
    expect(html).toContain('很低')
    expect(html).toContain('很高')
  })

  it('shows the picture of a feature from where pictures are kept', () => {
    const kano = CATALOGUE.find(({ name }) => name === 'kano')
    if (kano === undefined) throw new Error('no kano')
    const html = draw('kano.one-click.functional', [
      { instrument: { name: 'kano', version: kano.version }, parameters: toldSettings(kano) },
    ])
    expect(html).toContain(`<img src="/api/pictures/${PICTURE}" alt="`)
    expect(html).toContain('到两点。')
    expect(html).not.toContain('picture-kano')
  })

  it.each(LANGUAGES)('says in %s what the respondent’s page says under a field', (language) => {
    const { privacy, range, pointsGiven } = PAGE_TEXTS[language]
    expect(ON_THE_PAGE[language]).toEqual({ privacy, range, pointsGiven })
  })
})

describe('the privacy note', () => {
  const privacy = { en: 'Kept for *two years*.', 'zh-Hans': '保存两年。', 'zh-Hant': '保存兩年。' }

  it('is read as the page has it, in the language of the form', () => {
    const noted = buildForm({ ...design, privacy }).survey
    expect(readPrivacy(noted, 'en')).toBe('<p>Kept for <em>two years</em>.</p>')
    expect(readPrivacy(noted, 'zh-Hant')).toBe('<p>保存兩年。</p>')
    expect(readPrivacy(survey, 'en')).toBeUndefined()
  })

  it.each([
    ['the question for the brand', {}, ['brand']],
    ['the consent', { en: 'We ask.', 'zh-Hans': '同意', 'zh-Hant': '同意' }, ['consent']],
  ])('stands below the first card: %s', (_, consent, expected) => {
    const asked = buildForm({ ...design, privacy, consent }).survey
    const [first] = readPreview(asked, { language: 'en', brand: 'Metro' })
    expect(first?.questions.map(({ name }) => name)).toEqual(expected)
  })

  it.each(['en', 'zh-Hans', 'zh-Hant'] as const)(
    'is folded up under the page’s own words in %s',
    (language) => {
      const html = renderToStaticMarkup(<PreviewPrivacy html="<p>x</p>" language={language} />)
      expect(html).toContain(`<summary>${PAGE_TEXTS[language].privacy}</summary>`)
    },
  )
})
