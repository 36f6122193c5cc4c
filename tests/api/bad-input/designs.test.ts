import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { FormPreview, NewProgram, Program } from '../../../api/contract/program.ts'
import type { OpenForm } from '../../../api/contract/response.ts'
import { done, newProgram, openFieldwork } from '../../test-app.ts'
import { answersOnly, openDoor, whole } from './door.ts'

const door = await openDoor()
const { test, mine, kinds, everything, expectRefused, expectUp } = door
afterAll(() => test.stop())

const texts = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text })
const kano = (features: unknown) => ({
  instrument: { name: 'kano', version: 1 },
  parameters: { features },
  asked: 'always' as const,
  weight: 1,
})

async function expectDesignRefused(over: Record<string, unknown>, said: string | RegExp, status = 422) {
  const before = await everything()
  const answer = await mine.ask<ErrorBody>('POST', '/api/programs', { ...newProgram(), ...over })
  expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringMatching(said)])
  expect(await everything()).toEqual(before)
  await expectUp()
}

/** Every key of a value, however deep. */
function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)])
}

/** Whatever SurveyJS would compute, however deep: `visibleIf`, `choicesVisibleIf`, `expression` and their like. */
function conditionsOf(value: unknown): [key: string, text: string][] {
  if (Array.isArray(value)) return value.flatMap(conditionsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]): [string, string][] =>
    typeof inner === 'string' && /if$|expression|formula/i.test(key) ? [[key, inner]] : conditionsOf(inner),
  )
}

describe('case 24: a designer sends no form, only modules and words', () => {
  it.each([
    ['survey', { pages: [{ elements: [{ type: 'html', html: '<script>alert(1)</script>' }] }] }],
    ['form', { choicesByUrl: { url: 'http://169.254.169.254/latest/meta-data' } }],
    ['pages', []],
    ['codeBook', {}],
    ['triggers', [{ type: 'runexpression', expression: '1' }]],
    ['calculatedValues', [{ name: 'x', expression: '{y}' }]],
    ['completedHtml', '<img src=x onerror=alert(1)>'],
    ['navigateToUrl', 'javascript:alert(1)'],
  ])('its own %s is an unknown field', async (field, value) => {
    await expectDesignRefused({ [field]: value }, field)
  })

  it.each<[string, unknown, RegExp]>([
    ['script in its key', { key: '<script>', text: texts('a') }, /features/],
    ['an expression in its key', { key: 'x} = 1 or {y', text: texts('a') }, /features/],
    ['a path in its key', { key: '../etc', text: texts('a') }, /features/],
    [
      'a picture at an address',
      { key: 'a', text: texts('a'), picture: 'http://169.254.169.254/' },
      /features/,
    ],
    ['a picture of script', { key: 'a', text: texts('a'), picture: 'javascript:alert(1)' }, /features/],
    [
      'a picture of SVG',
      { key: 'a', text: texts('a'), picture: 'data:image/svg+xml,<svg onload=alert(1)>' },
      /features/,
    ],
    [
      'choices from an address',
      { key: 'a', text: texts('a'), choicesByUrl: { url: 'http://localhost/' } },
      /features/,
    ],
    ['visibility of its own', { key: 'a', text: texts('a'), visibleIf: '{a} = 1' }, /features/],
    ['markup as its type', { key: 'a', text: texts('a'), type: 'html' }, /features/],
  ])('a feature with %s is refused', async (_, entry, said) => {
    await expectDesignRefused({ modules: [kano([entry])] }, said)
  })

  it('the form that is published calls nowhere and runs nothing', async () => {
    const hostile =
      '<script>alert(1)</script> javascript:alert(1) http://169.254.169.254/ <svg onload=alert(1)>'
    const over: Partial<NewProgram> = {
      modules: [kano([{ key: 'a', text: texts(hostile) }])],
      consent: texts(`${hostile} [x](javascript:alert(1)) ![y](http://169.254.169.254/z.png)`),
    }
    const { path } = await openFieldwork(mine.ask, over)
    const { survey } = await done<OpenForm>(test.ask('GET', `${path}/form`))
    const loads = [
      'choicesByUrl',
      'expression',
      'triggers',
      'completedHtml',
      'navigateToUrl',
      'onUploadFiles',
      'loadingHtml',
    ]
    expect(keysIn(survey).filter((key) => loads.includes(key))).toEqual([])
    const html = JSON.stringify(survey).match(/"html":.*?\}/g) ?? []
    expect(html.length).toBe(1)
    expect(html[0]).not.toMatch(/<(?!\/?p>|br)|href/)
  })

  it('a preview of such a design is as harmless', async () => {
    const over = { name: '<script>alert(1)</script>', category: texts('{{constructor}}') }
    const made = await done<Program>(mine.ask('POST', '/api/programs', newProgram(over)))
    const preview = await done<FormPreview>(mine.ask('GET', `/api/programs/${made.id}/preview`))
    // The program's name is text of the page's title; everything with markup in it is of a type that is text.
    expect(keysIn(preview.survey)).not.toContain('html')
    expect(JSON.stringify(preview)).not.toMatch(/"type":"(?:html|image|expression|file)"/)
  })
})

describe('case 25: expressions', () => {
  it.each(['(a+)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y', '[', '(?<n>'])(
    'a pattern such as %s in a text, an answer, a search is only text, and takes no time',
    async (pattern) => {
      const bomb = `${'a'.repeat(28)}! ${pattern}`
      const begun = performance.now()
      const sent = { ...answersOnly({ ...whole, region: bomb }) }
      await expectRefused(kinds.path, sent, 422, 'region')
      await expectDesignRefused({ attributes: [bomb.slice(0, 60)] }, 'there is no attribute')
      expect((await mine.ask('GET', `/api/contacts?search=${encodeURIComponent(bomb)}`)).status).toBe(200)
      expect(performance.now() - begun).toBeLessThan(5000)
    },
  )

  it('10,000 nodes of conditions are no field of a design, and too many entries to read', async () => {
    const visibleIf = Array.from({ length: 10_000 }, (_, i) => `{q${i}} = 1`).join(' and ')
    await expectDesignRefused({ visibleIf }, 'visibleIf')
    const modules = Array.from({ length: 30_000 }, () => 1)
    await expectDesignRefused({ modules }, 'holds more than 20000 entries', 400)
    await expectDesignRefused({ modules: modules.slice(0, 5000) }, 'modules')
  })

  it('a form’s conditions are short and name only questions before them: none can be circular', async () => {
    const catalogue = await done<{
      instruments: { name: string; version: number; parameters: { name: string; kind: string }[] }[]
    }>(mine.ask('GET', '/api/instruments'))
    expect(catalogue.instruments.length).toBeGreaterThan(20)
    const designs = catalogue.instruments.flatMap(({ name, version, parameters }): [string, object][] => {
      const entries = Array.from({ length: 4 }, (_, i) => ({ key: `e${i}`, text: texts(`E${i}`) }))
      const module = {
        instrument: { name, version },
        // With all there is to ask.
        parameters: Object.fromEntries(
          parameters.flatMap(({ name, kind }): [string, unknown][] =>
            kind === 'entries' ? [[name, entries]] : kind === 'switch' ? [[name, true]] : [],
          ),
        ),
      }
      const brands = Array.from({ length: 12 }, (_, i) => ({ name: `Brand ${i}`, own: i === 0 }))
      return [
        [name, { modules: [module] }],
        [`${name} of twelve brands`, { modules: [module], brands, loop: 12 }],
      ]
    })
    const kinds = new Map<string, number>()
    for (const [name, design] of designs) {
      const made = await mine.ask<Program>('POST', '/api/programs', { ...newProgram(), ...design })
      expect([name, made.status]).toEqual([name, 201])
      const preview = await mine.ask<FormPreview>('GET', `/api/programs/${made.body.id}/preview`)
      expect([name, preview.status]).toEqual([name, 200])
      const { pages, ...others } = preview.body.survey as { pages: { elements: { name: string }[] }[] }
      expect(conditionsOf(others)).toEqual([])
      const before = new Set<string>()
      for (const { elements, ...page } of pages) {
        const own = conditionsOf(page).map(([key, text]) => [`page’s ${key}`, text, new Set(before)] as const)
        const theirs = elements.flatMap((element) => {
          const found = conditionsOf(element).map(([key, text]) => [key, text, new Set(before)] as const)
          before.add(element.name)
          return found
        })
        for (const [key, text, asked] of [...own, ...theirs]) {
          kinds.set(key, (kinds.get(key) ?? 0) + 1)
          expect(text.length).toBeLessThan(500)
          const named = [...text.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
          expect(named.length).toBeGreaterThan(0)
          const ahead = named.filter(
            (name) => !asked.has(name) && !(key === 'choicesVisibleIf' && name === 'item'),
          )
          expect([name, text, ahead]).toEqual([name, text, []])
        }
      }
    }
    expect([...kinds.keys()].toSorted()).toEqual(['choicesVisibleIf', 'page’s visibleIf', 'visibleIf'])
    // Twelve brands of six index instruments, twenty questions each and more.
    expect(kinds.get('page’s visibleIf')).toBeGreaterThan(1000)
  })

  it('a form is not published whose answers, given in full, would be refused', async () => {
    const entries = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ key: `e${i}`, text: texts(`Entry ${i}`) }))
    const module = (name: string, parameters: object = {}) => ({
      instrument: { name, version: 1 },
      parameters,
    })
    const long = {
      ...newProgram(),
      modules: [
        ...[module('ecsi-mobile'), module('servqual'), module('zone-of-tolerance')],
        module('importance-performance', { attributes: entries(30) }),
        module('touchpoint', { touchpoints: entries(20) }),
        module('kano', { features: entries(30), importance: true }),
      ],
      brands: Array.from({ length: 12 }, (_, i) => ({ name: `Brand ${i}`, own: i === 0 })),
    }
    const made = await done<Program>(mine.ask('POST', '/api/programs', { ...long, loop: 12 }))
    const refused = await mine.ask<ErrorBody>('POST', `/api/programs/${made.id}/publish`)
    expect(refused.status).toBe(422)
    expect(refused.body.error.message).toMatch(
      /^modules: whoever answers everything would send 1\d\d % of what/,
    )
    expect((await done<Program>(mine.ask('GET', `/api/programs/${made.id}`))).form).toBeNull()
    await done(mine.ask('PATCH', `/api/programs/${made.id}`, { loop: 2 }))
    expect((await mine.ask('POST', `/api/programs/${made.id}/publish`)).status).toBe(200)
  })

  it('whatever a setting is, a design is taken or refused with a sentence, never a fault', async () => {
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.array(fc.record({ key: fc.string(), text: fc.dictionary(fc.string(), fc.string()) }), {
        maxLength: 5,
      }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('features', 'x', '__proto_', 'constructor'),
        anything,
        async (name, value) => {
          const modules = [{ ...kano([]), parameters: { [name]: value } }]
          const answer = await mine.ask<ErrorBody>('POST', '/api/programs', { ...newProgram(), modules })
          expect([201, 400, 422]).toContain(answer.status)
          if (answer.status !== 201) expect(answer.body.error.message.length).toBeGreaterThan(10)
        },
      ),
      { numRuns: 60 },
    )
    await expectUp()
  })
})
