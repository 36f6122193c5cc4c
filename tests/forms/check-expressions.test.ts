import { describe, expect, it } from 'vitest'
import { buildForm } from '../../api/forms/build-form.ts'
import { checkBuilt } from '../../api/forms/check-design.ts'
import { EXPRESSION_BOUNDS, expressionProblems } from '../../api/forms/check-expressions.ts'
import { mobileDesign } from './mobile-design.ts'

const question = (name: string, more: object = {}) => ({ name, type: 'radiogroup', ...more })
const page = (name: string, elements: readonly object[], more: object = {}) => ({
  name: `page-${name}`,
  elements,
  ...more,
})
const messages = (...pages: readonly object[]) => expressionProblems({ pages }).map(({ message }) => message)
const many = (count: number) => Array.from({ length: count }, () => '{a} = 1').join(' or ')

describe('the conditions of a form', () => {
  it('may name what was asked before them, and the choice looked at', () => {
    expect(
      messages(
        page('a', [question('a')]),
        page('b', [question('b', { visibleIf: '{a} = 1' }), question('c', { enableIf: '{b} = 1' })]),
        page('d', [question('d', { choicesVisibleIf: '{a} empty or {a} contains {item}' })], {
          visibleIf: "{c} contains 'x'",
        }),
      ),
    ).toEqual([])
  })

  it.each<[string, object[]]>([
    ['itself', [page('a', [question('a', { visibleIf: '{a} = 1' })])]],
    ['what comes later', [page('a', [question('a', { requiredIf: '{b} = 1' })]), page('b', [question('b')])]],
    [
      'each other',
      [
        page('a', [question('a', { visibleIf: '{b} = 1' })]),
        page('b', [question('b', { visibleIf: '{a} = 1' })]),
      ],
    ],
    ['what stands on its own page', [page('a', [question('a')], { visibleIf: '{a} = 1' })]],
    ['nothing that is asked', [page('a', [question('a', { choicesVisibleIf: '{x} contains {item}' })])]],
    [
      'a question, in a column',
      [page('a', [question('a', { columns: [{ cellType: 'text', visibleIf: '{b} = 1' }] })])],
    ],
  ])('may not wait for %s', (_, pages) => {
    expect(messages(...pages)).toEqual([
      expect.stringMatching(
        /^modules: the condition of "[\w-]+" waits for "\w", which is not asked before it$/,
      ),
    ])
  })

  it('are bounded one by one and together', () => {
    const { comparisons, characters, inAll } = EXPRESSION_BOUNDS
    const asked = page('a', [question('a')])
    expect(messages(asked, page('b', [question('b', { visibleIf: many(comparisons) })]))).toEqual([])
    expect(messages(asked, page('b', [question('b', { choicesVisibleIf: many(10_000) })]))).toEqual([
      expect.stringMatching(
        /^modules: the condition of "b" compares 10000 times, at most 100 are taken; leave out/,
      ),
      expect.stringMatching(
        /^modules: its conditions have \d+ characters together, at most 100000 are taken; /,
      ),
    ])
    const long = `{a} = '${'x'.repeat(characters)}'`
    expect(messages(asked, page('b', [], { visibleIf: long }))).toEqual([
      expect.stringMatching(
        /^modules: the condition of "page-b" has 4008 characters, at most 4000 are taken; /,
      ),
    ])
    const each = many(comparisons)
    const pages = Array.from({ length: Math.ceil(inAll / each.length) + 1 }, (_, i) =>
      page(`p${i}`, [], { visibleIf: each }),
    )
    expect(messages(asked, ...pages)).toEqual([expect.stringContaining('characters together')])
  })

  it('are looked at where a form is frozen', () => {
    const form = buildForm({ ...mobileDesign, modules: [{ instrument: { name: 'churn', version: 1 } }] })
    expect(() => checkBuilt(form)).not.toThrow()
    const pages = form.survey['pages'] as readonly object[]
    const circular = { ...form.survey, pages: pages.toReversed() }
    expect(() => checkBuilt({ ...form, survey: circular })).toThrow(
      expect.objectContaining({
        status: 422,
        message: expect.stringContaining('which is not asked before it'),
      }),
    )
  })
})
