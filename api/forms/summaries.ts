import { ATTRIBUTES } from '../../stats/instruments/attributes.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import {
  type Attribute,
  type Instrument,
  LANGUAGES,
  type Language,
} from '../../stats/instruments/instrument.ts'
import type { AttributeSummary, Catalogue, InstrumentSummary } from '../contract/program.ts'
import { predictedMinutes } from './predicted-minutes.ts'
import { WORDINGS, type Wording } from './wording/wording.ts'

/** GET /api/instruments: everything a program can be made from, in every language. */
export function catalogue(): Catalogue {
  return { instruments: CATALOGUE.map(instrumentSummary), attributes: ATTRIBUTES.map(attributeSummary) }
}

function instrumentSummary({
  name,
  version,
  items,
  derived,
  constructs,
  paths,
}: Instrument): InstrumentSummary {
  return {
    name,
    version,
    title: inEveryLanguage(`instrument "${name}"`, ({ instruments }) => instruments[name]?.title),
    description: inEveryLanguage(`instrument "${name}"`, ({ instruments }) => instruments[name]?.description),
    items: items.length,
    minutes: predictedMinutes(items, 0),
    constructs: constructs.map((construct) => ({
      name: construct.name,
      title: inEveryLanguage(`construct "${construct.name}"`, ({ constructs }) => constructs[construct.name]),
    })),
    paths: paths.map(([from, to]) => [from, to]),
    questions: questionsOf({ items, derived }),
  }
}

/** A derived score stands on the questions of its branches; only one of them is asked of each respondent. */
function questionsOf({
  items,
  derived,
}: Pick<Instrument, 'items' | 'derived'>): InstrumentSummary['questions'] {
  const codes = [
    ...items.map(({ code }) => ({ code, asked: [code] })),
    ...derived.map(({ code, branches }) => ({ code, asked: branches.map(({ item }) => item) })),
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
