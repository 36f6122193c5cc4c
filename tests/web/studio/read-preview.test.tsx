import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { buildForm } from '../../../api/forms/build-form.ts'
import { PAGE_TEXTS } from '../../../api/pages/texts.ts'
import { PreviewCard } from '../../../web/studio/preview-card.tsx'
import { PreviewPrivacy } from '../../../web/studio/preview-privacy.tsx'
import { countOnFirstCard, readPreview, readPrivacy } from '../../../web/studio/read-preview.ts'

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

describe('readPreview, on a form as it is really built', () => {
  const english = readPreview(survey, { language: 'en', brand: 'Metro' })

  it('has a title and something to answer with for every question, with no place left unfilled', () => {
    expect(english.length).toBeGreaterThan(15)
    for (const { title, answer } of english) {
      expect(title).not.toMatch(/[{}]/)
      expect(title).not.toBe('')
      if (answer.kind === 'choices') expect(answer.choices.every((choice) => choice !== '')).toBe(true)
      if (answer.kind === 'scale') expect(answer.points.length).toBeGreaterThan(1)
    }
  })

  it('puts "don\'t know" beside the scale and not on it', () => {
    const question = english.find(({ name }) => name === 'exp1')
    expect(question?.answer).toEqual({
      kind: 'scale',
      points: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      ends: ['Very low', 'Very high'],
      states: ["Don't know", 'Does not apply to me'],
    })
  })

  it.each(['zh-Hans', 'zh-Hant'] as const)('reads the same questions in %s', (language) => {
    const chinese = readPreview(survey, { language, brand: 'Metro' })
    expect(chinese.map(({ name }) => name)).toEqual(english.map(({ name }) => name))
    for (const { title } of chinese) expect(title).toMatch(/\p{Script=Han}/u)
  })
})

it('shows both ends of a scale', () => {
  const question = readPreview(survey, { language: 'zh-Hans', brand: 'Metro' }).find(
    ({ name }) => name === 'exp1',
  )
  if (question === undefined) throw new Error('the form does not ask exp1')
  const html = renderToStaticMarkup(<PreviewCard question={question} />)
  expect(html).toContain('很低')
  expect(html).toContain('很高')
})

it('understands plain survey JSON too: scale bounds, numbers, own words', () => {
  const plain = {
    elements: [
      { type: 'rating', name: 'a', title: 'A', rateMin: 0, rateMax: 3 },
      { type: 'text', name: 'b', inputType: 'number' },
      { type: 'comment', name: 'c' },
      { type: 'html', name: 'd' },
    ],
  }
  const read = readPreview(plain, { language: 'en', brand: '' })
  expect(read.map(({ answer }) => answer.kind)).toEqual(['scale', 'number', 'text'])
  expect(read[0]?.answer).toMatchObject({ points: [0, 1, 2, 3] })
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
    const first = readPreview(asked, { language: 'en', brand: 'Metro' }).slice(0, countOnFirstCard(asked))
    expect(first.map(({ name }) => name)).toEqual(expected)
  })

  it.each(['en', 'zh-Hans', 'zh-Hant'] as const)(
    'is folded up under the page’s own words in %s',
    (language) => {
      const html = renderToStaticMarkup(<PreviewPrivacy html="<p>x</p>" language={language} />)
      expect(html).toContain(`<summary>${PAGE_TEXTS[language].privacy}</summary>`)
    },
  )
})
