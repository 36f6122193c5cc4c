import { describe, expect, it } from 'vitest'
import { bookModules } from '../../api/forms/book-modules.ts'
import { buildCodeBook } from '../../api/forms/build-code-book.ts'
import { moduleFeeds } from '../../api/forms/module-feeds.ts'
import { placeModule } from '../../api/forms/place-module.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { EXAMPLE_BRANDS, exampleSettings } from './example-settings.ts'

const brands = EXAMPLE_BRANDS.map(({ key, text }) => ({ id: key, name: text.en ?? '' }))
const designed = (name: string, parameters: Record<string, unknown> = {}) => ({
  instrument: { name, version: 1 },
  parameters,
})
const frozen = (modules: ReturnType<typeof designed>[], options = {}): CodeBook =>
  buildCodeBook(bookModules({ modules, brands }), [], {
    brandIds: brands.map(({ id }) => id),
    ...options,
  })
const unsettled = (book: CodeBook): CodeBook => ({
  ...book,
  modules: (book.modules ?? []).map(({ settings, ...module }) => module),
})
const keysOf = (book: CodeBook, modules: ReturnType<typeof designed>[] = []) =>
  moduleFeeds(book, { modules, brands }).map(({ feeds }) => feeds.map(({ key }) => key))

const entries = (...keys: string[]) => keys.map((key) => ({ key, text: { en: key } }))

describe('what the answers to a frozen form reach', () => {
  it.each(
    CATALOGUE.flatMap((one) => (['all', 'least'] as const).map((extent) => [one.name, extent] as const)),
  )(
    '%s, asked with %s: every feed, each under a name of its own, whatever the program says by now',
    (name, extent) => {
      const instrument = CATALOGUE.find((one) => one.name === name)
      if (instrument === undefined) throw new Error(name)
      const settings = exampleSettings(instrument, extent)
      const book = frozen([designed(name, settings)])
      const [found] = moduleFeeds(book, { modules: [], brands })
      const { feeds } = placeModule(instrument, settings, EXAMPLE_BRANDS)
      expect(found?.feeds.map(({ method, options }) => ({ method, options }))).toEqual(
        feeds.map(({ method, options }) => ({ method, options })),
      )
      const keys = found?.feeds.map(({ key }) => key) ?? []
      expect(new Set(keys).size).toBe(keys.length)
      for (const { items, texts } of found?.feeds ?? [])
        expect(items.length + texts.length).toBeGreaterThan(0)
      expect(JSON.parse(JSON.stringify(book))).toEqual(book)
    },
  )

  it('names an analysis by its method and by what it is about', () => {
    expect(keysOf(frozen([designed('nps'), designed('servqual')]))).toEqual([
      [
        'indices.nps:nps',
        'text.words:nps-reason',
        'text.scores:nps-reason',
        'text.topics:nps-reason',
        'text.keyness:nps-reason',
      ],
      ['servqual', 'multivariate.factors'],
    ])
  })

  it('by the settings the form was frozen with, not by those of today', () => {
    const asked = designed('kano', { features: entries('fast', 'cheap'), performance: true })
    const now = designed('kano', { features: entries('warm') })
    const feeds = ['kano', 'describe:kano.fast.performance', 'describe:kano.cheap.performance']
    expect(keysOf(frozen([asked]), [now])).toEqual([feeds])
  })

  it('an older form without settings: by those of today, as far as it asks what they say', () => {
    const asked = designed('kano', { features: entries('fast', 'cheap') })
    const book = unsettled(frozen([asked]))
    expect(keysOf(book, [asked])).toEqual([['kano']])
    expect(keysOf(book, [designed('kano', { features: entries('warm') })])).toEqual([[]])
    expect(keysOf(book, [designed('kano', {})])).toEqual([])
    expect(keysOf(unsettled(frozen([designed('csat')])))).toEqual([['indices.csat:csat']])
  })

  it('about the brands that the form asked about', () => {
    const book = frozen([designed('competitor-rating')])
    const later = [...brands, { id: '01939b5c-8a00-7000-8000-000000000009', name: 'Later' }]
    const [found] = moduleFeeds(book, { modules: [], brands: later })
    expect(JSON.stringify(found)).not.toContain('000000000009')
  })

  it('says whether answers belong to a brand: not what is asked once of who rates several', () => {
    const modules = [designed('acsi'), designed('nps')]
    const byBrand = (book: CodeBook) => moduleFeeds(book, { modules: [], brands }).map((one) => one.byBrand)
    expect(byBrand(frozen(modules))).toEqual([true, true])
    expect(byBrand(frozen(modules, { loop: 2 }))).toEqual([true, false])
  })
})
