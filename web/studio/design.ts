import type { InstrumentSummary, NewProgram, ParameterSummary, Program } from '../../api/contract/program.ts'
import type { Language } from '../i18n/languages.ts'

/** A brand being edited; `key` follows it through moves and renames. */
export interface DesignBrand {
  readonly key: string
  readonly name: string
  readonly own: boolean
}

/** What the designer sees and changes; brands without a name may exist here, but not in the program. */
export type Design = Omit<NewProgram, 'brands'> & { readonly brands: readonly DesignBrand[] }

export interface Problem {
  readonly field:
    | 'name'
    | 'brands'
    | 'languages'
    | 'category'
    | 'period'
    | 'consent'
    | 'privacy'
    | 'thanks'
    | 'redirect'
    | 'rotating'
    | 'loop'
    | 'modules'
  /** Key of the `studio` or `modules` text that says it. */
  readonly text: string
  readonly language?: Language
  readonly brand?: string
  /** Of a block: what of it is not set yet. */
  readonly setting?: { readonly instrument: InstrumentSummary; readonly parameter: ParameterSummary }
}

export function designOf(program: Program): Design {
  const {
    id: _,
    status,
    edited,
    form,
    askedAttributes,
    createdAt,
    updatedAt,
    brands: __,
    ...design
  } = program
  const brands = program.brands
    .toSorted((a, b) => Number(b.own) - Number(a.own) || a.position - b.position)
    .map(({ id, name, own }) => ({ key: id, name, own }))
  return { ...design, brands }
}

/** Everything that keeps the design from being published, in the order of the page. */
export function problemsOf(design: Design): Problem[] {
  const problems: Problem[] = []
  if (design.name.trim() === '') problems.push({ field: 'name', text: 'problem.name' })
  for (const language of design.languages) {
    if ((design.category[language] ?? '').trim() === '') {
      problems.push({ field: 'category', text: 'problem.category', language })
    }
    if ((design.period[language] ?? '').trim() === '') {
      problems.push({ field: 'period', text: 'problem.period', language })
    }
  }
  const seen = new Set<string>()
  for (const { key, name, own } of design.brands) {
    const word = name.trim().toLowerCase()
    if (word === '') {
      problems.push({ field: 'brands', text: own ? 'problem.own' : 'problem.brand-empty', brand: key })
    } else if (seen.has(word)) {
      problems.push({ field: 'brands', text: 'problem.brand-twice', brand: key })
    }
    seen.add(word)
  }
  for (const field of ['consent', 'privacy', 'thanks'] as const) {
    if (Object.keys(design[field]).length === 0) continue
    for (const language of design.languages) {
      if (design[field][language] === undefined) {
        problems.push({ field, text: `modules:lacks.${field}`, language })
      }
    }
  }
  if (design.redirect !== null && !isHttps(design.redirect)) {
    problems.push({ field: 'redirect', text: 'modules:redirect.wrong' })
  }
  if (design.rotating === 0 && design.modules.some(({ asked }) => asked === 'rotating')) {
    problems.push({ field: 'rotating', text: 'modules:rotating.none' })
  }
  if (design.languages.length === 0) problems.push({ field: 'languages', text: 'problem.languages' })
  return problems
}

function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:'
}

/** What a draft may lack until it is published, and the server keeps as it is. */
const MAY_LACK: readonly string[] = ['category', 'period', 'consent', 'privacy', 'thanks', 'rotating']

/** The part of a change that the server can take now; a field with a problem waits until it has none. */
export function savablePart(design: Design, changed: ReadonlySet<keyof Design>): Partial<NewProgram> {
  const wrong = new Set<string>(
    problemsOf(design)
      .map(({ field }) => field)
      .filter((field) => !MAY_LACK.includes(field)),
  )
  const entries = [...changed]
    .filter((field) => !wrong.has(field))
    .map((field) => [
      field,
      field === 'brands' ? design.brands.map(({ name, own }) => ({ name: name.trim(), own })) : design[field],
    ])
  return Object.fromEntries(entries) as Partial<NewProgram>
}
