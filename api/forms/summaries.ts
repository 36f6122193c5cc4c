import { ATTRIBUTES } from '../../stats/instruments/attributes.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import {
  type Attribute,
  type Instrument,
  LANGUAGES,
  type Language,
  type Parameter,
} from '../../stats/instruments/instrument.ts'
import type { AttributeSummary, Catalogue, InstrumentSummary, ParameterSummary } from '../contract/program.ts'
import { fieldsOf } from './build-code-book.ts'
import { type PlacedModule, placeModule } from './place-module.ts'
import { type Entry, readParameters } from './read-parameters.ts'
import { askedSeconds } from './seconds.ts'
import { withoutGaps } from './without-gaps.ts'
import { type ParameterWording, WORDINGS, type Wording } from './wording/wording.ts'

/** Of GET /api/instruments: everything a program can be made from, in every language. */
export function catalogue(): Omit<Catalogue, 'most'> {
  return {
    instruments: CATALOGUE.map(instrumentSummary),
    attributes: ATTRIBUTES.filter(({ fromRegister }) => fromRegister !== true).map(attributeSummary),
  }
}

function instrumentSummary(instrument: Instrument): InstrumentSummary {
  const { name, version, family, parameters = [], feeds = [], satisfaction, items, derived } = instrument
  const { constructs, paths } = instrument
  const fields = asPlaced(instrument).items.flatMap(fieldsOf)
  return {
    name,
    version,
    title: inEveryLanguage(`instrument "${name}"`, ({ instruments }) => instruments[name]?.title),
    description: inEveryLanguage(`instrument "${name}"`, ({ instruments }) => instruments[name]?.description),
    items: fields.length,
    minutes: fields.reduce((so, field) => so + askedSeconds(field, fields).mean, 0) / 60,
    family,
    parameters: parameters.map((parameter) => parameterSummary(name, parameter)),
    feeds: [...(satisfaction === null ? [] : ['pls']), ...new Set(feeds.map(({ method }) => method))],
    constructs: constructs.map((construct) => ({
      name: construct.name,
      title: inEveryLanguage(`construct "${construct.name}"`, ({ constructs }) => constructs[construct.name]),
    })),
    paths: paths.map(([from, to]) => [from, to]),
    questions: questionsOf({ items, derived }),
  }
}

/** As it is asked when it has just been placed: nothing set, as few entries as there must be, about one brand. */
function asPlaced(instrument: Instrument): PlacedModule {
  const { parameters = {} } = withoutGaps({ instrument }, LANGUAGES)
  const brand: Entry = { key: 'brand', text: {} }
  return placeModule(instrument, readParameters(instrument, parameters).settings, [brand])
}

function parameterSummary(instrument: string, parameter: Parameter): ParameterSummary {
  const where = `parameter "${parameter.name}" of "${instrument}"`
  const said = (find: (wording: ParameterWording) => string | undefined) =>
    inEveryLanguage(where, ({ parameters }) => {
      const wording = parameters[instrument]?.[parameter.name]
      return wording === undefined ? undefined : find(wording)
    })
  const texts = { name: parameter.name, title: said(({ title }) => title), help: said(({ help }) => help) }
  switch (parameter.kind) {
    case 'entries': {
      const { kind, min, max, described } = parameter
      return { ...texts, kind, min, max, described }
    }
    case 'switch':
      return { ...texts, kind: parameter.kind, default: parameter.default }
    case 'number': {
      const { kind, min, max } = parameter
      return { ...texts, kind, min, max, default: parameter.default }
    }
    case 'choice':
    case 'subset': {
      const of = parameter.of.map((value) => ({
        value,
        title: said(({ values }) => values?.[value]),
      }))
      return parameter.kind === 'choice'
        ? { ...texts, kind: parameter.kind, of, default: parameter.default }
        : { ...texts, kind: parameter.kind, of, min: parameter.min, default: [...parameter.default] }
    }
  }
}

/** A derived score stands on the questions of its branches, of which each respondent is asked one, or on what it counts. */
function questionsOf({
  items,
  derived,
}: Pick<Instrument, 'items' | 'derived'>): InstrumentSummary['questions'] {
  const codes = [
    ...items.map(({ code }) => ({ code, asked: [code] })),
    ...derived.map((rule) => ({
      code: rule.code,
      asked: rule.rule === 'capped-count' ? [rule.item] : rule.branches.map(({ item }) => item),
    })),
  ]
  return codes.map(({ code, asked }) => ({
    code,
    title: inEveryLanguage(`item "${code}"`, ({ items }) => {
      const texts = asked.flatMap((item) => items[item] ?? [])
      return texts.length === asked.length ? texts.join(' / ') : undefined
    }),
  }))
}

function attributeSummary({ code, values }: Attribute): AttributeSummary {
  return {
    code,
    label: inEveryLanguage(`label of "${code}"`, ({ attributes }) => attributes[code]?.label),
    title: inEveryLanguage(`attribute "${code}"`, ({ attributes }) => attributes[code]?.title),
    values: values.map((value) => ({
      value,
      title: inEveryLanguage(
        `value "${value}" of "${code}"`,
        ({ attributes }) => attributes[code]?.values[value],
      ),
    })),
  }
}

function inEveryLanguage(
  where: string,
  find: (wording: Wording) => string | undefined,
): Record<Language, string> {
  const [en, zhHans, zhHant] = LANGUAGES.map((language) => find(WORDINGS[language]))
  if (en === undefined || zhHans === undefined || zhHant === undefined) {
    throw new RangeError(`catalogue: ${where} is not worded in every language`)
  }
  return { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }
}
