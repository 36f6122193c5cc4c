import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { wilsonInterval } from '../../stats/core/wilson.ts'
import { coverageCases, coverageTruths } from './coverage-cases.ts'
import type { CoverageHits, CoverageTask } from './coverage-worker.ts'

const SIZES = [100, 250, 1000]
const PROMISED = { low: 0.93, high: 0.97 }
const TASK = 100

/**
 * Simulated coverage of every 95 % interval that has no oracle, as the Markdown table of stats/README.md: the mean over
 * the intervals of a kind, lowest to highest, and the Monte Carlo standard error of one of them. Issue 3, 3.4.
 */
export async function benchCoverage(
  seed = 20261122,
  print: (line: string) => void = console.log,
): Promise<void> {
  const truths = coverageTruths(seed)
  const cases = coverageCases(truths)
  const tasks = cases.flatMap(({ sets }, at) =>
    SIZES.flatMap((rows) =>
      Array.from({ length: sets / TASK }, (_, k) => ({ at, rows, from: k * TASK + 1, to: (k + 1) * TASK })),
    ),
  )
  const hits = await inThreads(tasks, { seed, truths })
  print(`Coverage of 95 % intervals in percent, seed ${seed}; * outside 93 to 97 beyond chance.\n`)
  print('| interval | population | n = 100 | n = 250 | n = 1,000 | data sets, error |')
  print('| --- | --- | --- | --- | --- | --- |')
  cases.forEach(({ population, sets }, at) => {
    const bySize = SIZES.map((rows) =>
      sumOf(hits.filter((_, k) => tasks[k]!.at === at && tasks[k]!.rows === rows)),
    )
    for (const kind of Object.keys(bySize[0]!)) {
      const error = `${sets.toLocaleString('en')}, ± ${(100 * Math.sqrt((0.95 * 0.05) / sets)).toFixed(1)}`
      const cells = bySize.map((byKind) => cellOf(byKind[kind]!, sets))
      print(`| ${[kind, population, ...cells, error].join(' | ')} |`)
    }
  })
}

/** Hits of every task in order. Draws are seeded by their own number, so threads change nothing but the time. */
function inThreads(
  tasks: readonly CoverageTask[],
  workerData: { readonly seed: number; readonly truths: ReturnType<typeof coverageTruths> },
): Promise<CoverageHits[]> {
  const hits: CoverageHits[] = []
  let next = 0
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./coverage-worker.ts', import.meta.url), { workerData })
      let doing = -1
      const take = () => {
        doing = next++
        if (doing < tasks.length) worker.postMessage(tasks[doing])
        else void worker.terminate().then(() => resolve())
      }
      worker.on('message', (found: CoverageHits) => {
        hits[doing] = found
        take()
      })
      worker.on('error', reject)
      take()
    })
  return Promise.all(Array.from({ length: Math.min(8, availableParallelism()) }, work)).then(() => hits)
}

function sumOf(parts: readonly CoverageHits[]): Record<string, number[]> {
  const total: Record<string, Record<string, number>> = {}
  for (const part of parts) {
    for (const [kind, names] of Object.entries(part)) {
      total[kind] ??= {}
      for (const [name, hits] of Object.entries(names)) total[kind][name] = (total[kind][name] ?? 0) + hits
    }
  }
  return Object.fromEntries(Object.entries(total).map(([kind, names]) => [kind, Object.values(names)]))
}

/** A data set without solution counts as not held. */
function cellOf(hits: readonly number[], sets: number): string {
  const shares = hits.map((hit) => hit / sets)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const low = Math.min(...shares)
  const high = Math.max(...shares)
  const below = wilsonInterval(low * sets, sets).high < PROMISED.low
  const above = wilsonInterval(high * sets, sets).low > PROMISED.high
  const range = shares.length > 1 ? ` [${percent(low)}, ${percent(high)}]` : ''
  return `${percent(mean)}${range}${below || above ? ' *' : ''}`
}

const percent = (share: number): string => (100 * share).toFixed(1)

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await benchCoverage(process.argv[2] === undefined ? undefined : Number(process.argv[2]))
}
