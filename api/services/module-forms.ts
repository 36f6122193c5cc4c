import type { CodeBook } from '../../stats/coding/code-book.ts'
import { scoredCodes } from '../../stats/coding/scored-codes.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { AskedModule } from '../contract/module-analysis.ts'
import type { Program } from '../contract/program.ts'
import type { Db } from '../db/database.ts'
import { listForms } from '../db/forms.ts'
import { type FedModule, type ModuleFeed, moduleFeeds } from '../forms/module-feeds.ts'

/** A form as far as one analysis of a module reads it. */
export interface ModuleForm {
  readonly id: string
  readonly contentHash: string
  readonly book: CodeBook
  readonly module: FedModule
  readonly feed: ModuleFeed
  /** Of the module, each respondent is asked only some of its like. */
  readonly isRotating: boolean
}

export type WhyNotRead = 'not-asked' | 'asked-otherwise'

/** The forms of a slice: which are analysed together, and why the others are not. */
export interface ModuleForms {
  /** The newest of those read; it decides what is asked. */
  readonly chosen: ModuleForm
  readonly read: ReadonlyMap<string, ModuleForm>
  readonly others: ReadonlyMap<string, WhyNotRead>
}

type Source = Pick<Program, 'modules' | 'brands'>

/** Of these forms, those that reach the analysis, oldest first. */
export async function listModuleForms(
  db: Db,
  source: Source,
  { instrument, feed: key }: AskedModule,
  formIds: Iterable<string>,
): Promise<ModuleForm[]> {
  const forms = await listForms(db, [...new Set(formIds)])
  return forms.flatMap(({ id, contentHash, codeBook }) => {
    const book = codeBook as unknown as CodeBook
    const module = moduleFeeds(book, source).find((one) => one.instrument.name === instrument)
    const feed = module?.feeds.find((one) => one.key === key)
    if (module === undefined || feed === undefined) return []
    const isRotating = (book.modules ?? []).some(
      (one) => one.instrument.name === instrument && one.asked === 'rotating',
    )
    return [{ id, contentHash, book, module, feed, isRotating }]
  })
}

/**
 * The newest form with answers decides what the analysis is about, without answers the newest that a wave uses: answers
 * to other questions are never read into it. Undefined: none of the forms reaches it.
 */
export function sortModuleForms(
  forms: readonly ModuleForm[],
  all: Iterable<string>,
  answered: ReadonlySet<string>,
): ModuleForms | undefined {
  const chosen = forms.findLast(({ id }) => answered.has(id)) ?? forms.at(-1)
  if (chosen === undefined) return undefined
  const measure = measureOf(chosen)
  const read = new Map(forms.filter((form) => measureOf(form) === measure).map((form) => [form.id, form]))
  const asking = new Set(forms.map(({ id }) => id))
  const others = [...new Set(all)]
    .filter((id) => !read.has(id))
    .map((id) => [id, asking.has(id) ? 'asked-otherwise' : 'not-asked'] as const)
  return { chosen, read, others: new Map(others) }
}

/** Equal for forms whose answers mean the same: one method by the same options, of the same items on the same scales. */
function measureOf({ book, module, feed }: ModuleForm): string {
  const asked = new Set([...feed.items, ...feed.texts])
  const fields = book.fields.filter(
    ({ code, answer }) =>
      asked.has(code) || scoredCodes(code, answer).some((scored) => asked.has(scored.code)),
  )
  return canonicalJson([
    module.instrument.name,
    feed.method,
    feed.options,
    fields.map(({ code, answer, reversed = false }) => [code, answer, reversed]),
    feed.items.map((item) => book.scales[item]),
  ])
}
