import type { RejectedRow } from '../contract/import.ts'
import type { Db } from '../db/database.ts'
import { hasImport, listProblemsAfter } from '../db/import-problems.ts'
import { findRejectedWidth, HEADER, listRejectedInterviews } from '../db/rejected-interviews.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { toRowsCsv, toSafeCsv } from '../files/write-csv.ts'
import { withoutCode } from './without-code.ts'

const AT_ONCE = 1000
const MARK = '\uFEFF'

/**
 * The rows of a file of interviews that were not taken, as they stood in it, each with its line and what was wrong with it,
 * to be corrected and imported. Of rows that are not kept (any more) the cells that were wrong. Made as it is read.
 */
export async function exportRejectedInterviews(
  db: Db,
  organisationId: string,
  importId: string,
): Promise<AsyncIterable<string>> {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const columns = await inTenant(async (db) => {
    if (!(await hasImport(db, importId))) throw notFound('import')
    const [header] = await listRejectedInterviews(db, importId, [HEADER])
    const width = (await findRejectedWidth(db, importId)) ?? 0
    return header?.cells ?? Array.from({ length: width }, (_, i) => `Column ${i + 1}`)
  })
  const pages = pagesOf(inTenant, importId)
  return columns.length === 0 ? cellsAlone(pages) : wholeRows(pages, columns)
}

interface Line {
  readonly line: number
  readonly problems: readonly RejectedRow[]
  /** Undefined when they are not kept. */
  readonly cells: readonly string[] | undefined
}

async function* wholeRows(
  pages: AsyncIterable<readonly Line[]>,
  columns: readonly string[],
): AsyncGenerator<string> {
  yield `${MARK}${toRowsCsv([[...columns, free('line', columns), free('problem', columns)]])}`
  for await (const lines of pages) {
    yield toRowsCsv(
      lines.map(({ line, problems, cells }) => [
        ...columns.map((_, i) => cells?.[i] ?? ''),
        line,
        problems.map((problem) => inWords(problem, cells === undefined)).join('; '),
      ]),
    )
  }
}

async function* cellsAlone(pages: AsyncIterable<readonly Line[]>): AsyncGenerator<string> {
  yield `${MARK}${toSafeCsv([['line', 'column', 'value', 'reason', 'message']])}`
  for await (const lines of pages) {
    const rows = lines.flatMap(({ problems }) => problems)
    yield toSafeCsv(
      rows.map(({ line, column, value, reason, message }) => [line, column, value, reason, message]),
    )
  }
}

/** The value where no cell of the row shows it. */
const inWords = ({ column, value, message }: RejectedRow, isAlone: boolean): string =>
  [
    column,
    ...(isAlone && value !== '' ? [JSON.stringify(value)] : []),
    column === '' ? message : withoutCode(message),
  ]
    .filter(Boolean)
    .join(': ')

/** A file that was corrected and is not good yet has such columns of its own. */
function free(name: string, taken: readonly string[]): string {
  for (let i = 2; ; i++) {
    const candidate = i === 2 ? name : `${name} ${i - 1}`
    if (!taken.includes(candidate)) return candidate
  }
}

/** The lines of a file that have problems, some at a time, each line whole. */
async function* pagesOf(
  inTenant: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  importId: string,
): AsyncGenerator<Line[]> {
  let held: RejectedRow[] = []
  for (let after = 0; ; ) {
    const problems = await inTenant((db) => listProblemsAfter(db, importId, after, AT_ONCE))
    after = problems.at(-1)?.position ?? after
    held.push(...problems.map(({ position: _, ...problem }) => problem))
    const isEnd = problems.length < AT_ONCE
    // The last line may go on in the next problems.
    const open = isEnd ? undefined : held.at(-1)?.line
    const whole = held.filter(({ line }) => line !== open)
    held = held.filter(({ line }) => line === open)
    if (whole.length > 0) yield await inTenant((db) => linesOf(db, importId, whole))
    if (isEnd) return
  }
}

async function linesOf(db: Db, importId: string, problems: readonly RejectedRow[]): Promise<Line[]> {
  const byLine = Map.groupBy(problems, ({ line }) => line)
  const kept = await listRejectedInterviews(db, importId, [...byLine.keys()])
  const cells = new Map(kept.map(({ line, cells }) => [line, cells]))
  return [...byLine].map(([line, problems]) => ({ line, problems, cells: cells.get(line) }))
}
