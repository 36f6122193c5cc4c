import { describe, expect, it } from 'vitest'
import { cell, hasReference, readData, readReference, type Table, withReference } from '../mobi.ts'

/*
 * semPLS's "pairwise" is another convention than ours. We estimate from one matrix of pairwise correlations (handbook
 * 0.4); semPLS scores respondents, gives nobody a score in a block with an unanswered item, and correlates pairwise
 * over scores and items. This is its algorithm written out on rows: it gives semPLS's numbers, so the difference
 * between it and ours is the convention and nothing else.
 */

type Column = readonly number[]

const mean = (values: Column) => values.reduce((sum, value) => sum + value, 0) / values.length
const answered = (column: Column) => column.filter((value) => !Number.isNaN(value))

function standardised(column: Column): Column {
  const given = answered(column)
  const centre = mean(given)
  const spread = Math.sqrt(given.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (given.length - 1))
  return column.map((value) => (value - centre) / spread)
}

function correlation(a: Column, b: Column): number {
  const both = a.flatMap((value, i) =>
    Number.isNaN(value) || Number.isNaN(b[i]) ? [] : [[value, b[i] ?? 0] as const],
  )
  const [meanA, meanB] = [mean(both.map(([x]) => x)), mean(both.map(([, y]) => y))]
  const sum = (f: (x: number, y: number) => number) =>
    both.reduce((all, [x, y]) => all + f(x - meanA, y - meanB), 0)
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y))
}

/** Coefficients of a small regression from its correlations, by elimination. */
function solve(matrix: readonly Column[], right: Column): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  rows.forEach((pivot, i) => {
    for (const [k, row] of rows.entries()) {
      if (k === i) continue
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1)
      rows[k] = row.map((value, j) => value - factor * (pivot[j] ?? 0))
    }
  })
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1))
}

const combine = (columns: readonly Column[], weights: Column): Column =>
  (columns[0] ?? []).map((_, i) =>
    columns.reduce((sum, column, j) => sum + (column[i] ?? 0) * (weights[j] ?? 0), 0),
  )

function semPls(blocks: readonly (readonly Column[])[], paths: readonly (readonly [number, number])[]) {
  const before = (j: number) => paths.filter(([, to]) => to === j).map(([from]) => from)
  const after = (j: number) => paths.filter(([from]) => from === j).map(([, to]) => to)
  const regress = (scores: readonly Column[], on: readonly number[], j: number) =>
    solve(
      on.map((a) => on.map((b) => correlation(scores[a] ?? [], scores[b] ?? []))),
      on.map((a) => correlation(scores[a] ?? [], scores[j] ?? [])),
    )
  /** Weights of unit variance over the respondents who have a score. */
  const scale = (block: readonly Column[], weights: Column) => {
    const given = answered(combine(block, weights))
    const centre = mean(given)
    const spread = Math.sqrt(
      given.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (given.length - 1),
    )
    return weights.map((weight) => weight / spread)
  }
  let weights = blocks.map((block) =>
    scale(
      block,
      block.map(() => 1),
    ),
  )
  for (let round = 0; round < 300; round++) {
    const scores = blocks.map((block, j) => standardised(combine(block, weights[j] ?? [])))
    const next = blocks.map((block, j) => {
      const [causes, effects] = [before(j), after(j)]
      const inner = standardised(
        combine(
          [...causes, ...effects].map((k) => scores[k] ?? []),
          [
            ...(causes.length === 0 ? [] : regress(scores, causes, j)),
            ...effects.map((k) => correlation(scores[j] ?? [], scores[k] ?? [])),
          ],
        ),
      )
      return scale(
        block,
        block.map((item) => correlation(item, inner)),
      )
    })
    const change = Math.max(
      ...next.flatMap((own, j) => own.map((w, h) => Math.abs(w - (weights[j]?.[h] ?? 0)))),
    )
    weights = next
    if (change < 1e-13) break
  }
  const scores = blocks.map((block, j) => standardised(combine(block, weights[j] ?? [])))
  return {
    weights,
    loadings: blocks.map((block, j) => block.map((item) => correlation(item, scores[j] ?? []))),
    coefficient: ([from, to]: readonly [number, number]) =>
      regress(scores, before(to), to)[before(to).indexOf(from)],
  }
}

describe.skipIf(!hasReference)(`semPLS's pairwise, written out${withReference}`, () => {
  it('gives its weights, loadings and paths', () => {
    const reference = readReference('mobi-ecsi-missing5pct-path')
    const theirs = reference['semPLS_pairwise'] as Record<
      'outer_weights' | 'outer_loadings' | 'path_coef',
      Table
    >
    const { constructs, paths } = reference.model
    const data = readData('mobi-missing5pct')
    const columnOf = (item: string) =>
      standardised(
        Array.from(
          { length: data.rows },
          (_, i) => data.values[i * data.items.length + data.items.indexOf(item)] ?? 0,
        ),
      )
    const itemsOf = constructs.map(({ indicators }) => [indicators].flat())
    const places = paths.map(
      ({ from, to }) =>
        [
          constructs.findIndex(({ name }) => name === from),
          constructs.findIndex(({ name }) => name === to),
        ] as const,
    )
    const ours = semPls(
      itemsOf.map((items) => items.map(columnOf)),
      places,
    )
    constructs.forEach(({ name }, j) => {
      itemsOf[j]?.forEach((item, h) => {
        expect(ours.weights[j]?.[h]).toBeCloseTo(cell(theirs.outer_weights, item, name), 6)
        expect(ours.loadings[j]?.[h]).toBeCloseTo(cell(theirs.outer_loadings, item, name), 6)
      })
    })
    paths.forEach(({ from, to }, i) => {
      expect(ours.coefficient(places[i] ?? [0, 0])).toBeCloseTo(cell(theirs.path_coef, from, to), 6)
    })
  })
})
