import { describe, expect, it } from 'vitest'
import { expectClose } from '../stats/close.ts'
import { readOracle } from '../stats/oracle.ts'
import { callWith, csvOf, filesOf } from './call.ts'

const { hclust_iris } = readOracle<{
  hclust_iris: { ward_last_heights: number[]; ward_cut3_sizes: number[]; average_last_heights: number[] }
}>('multivariate')
const { spec, cells } = await filesOf('cluster')
const table = csvOf(cells!)
const treeSpec = { ...(spec as object), method: 'hierarchical' }

const run = async (given: object) => {
  const { code, out, err } = await callWith('cluster', given, table, '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}
const refused = async (given: object, data = table) => {
  const { code, out, err } = await callWith('cluster', given, data)
  expect([code, out]).toEqual([2, ''])
  return err
}

describe('manyi cluster with a tree', () => {
  it('merges iris at the heights of R, and cuts it into its groups', async () => {
    const tree = await run(treeSpec)
    const sizes: number[] = tree.groups.map(({ size }: { size: number }) => size)
    expect(sizes.toSorted((a, b) => a - b)).toEqual(hclust_iris.ward_cut3_sizes)
    expect(tree.best).toBe(2)
    // The last merge is undone by two groups, the one before by three.
    tree.choices.forEach(({ next }: { next: number }, k: number) => {
      expectClose(next, hclust_iris.ward_last_heights.at(-1 - k)!, 1e-9)
    })
    expect(tree.choices).toHaveLength(4)
    const average = await run({ ...treeSpec, linkage: 'average' })
    expectClose(average.choices[0].next, hclust_iris.average_last_heights.at(-1)!, 1e-9)
  })

  it('puts every complete row of the file in one group, and gives centres in points of the items', async () => {
    const [header, first, ...rows] = cells!
    const gap = csvOf([header!, ['', ...first!.slice(1)], ...rows])
    const given = { ...treeSpec, standardise: true, clusters: 2 }
    const { code, out } = await callWith('cluster', given, gap, '--json')
    expect(code).toBe(0)
    const { assignments, groups, missing } = JSON.parse(out)
    expect(missing).toBe(1)
    expect(assignments[0]).toBeNull()
    groups.forEach(({ size, centre }: { size: number; centre: number[] }, k: number) => {
      const members = rows.filter((_, i) => assignments[i + 1] === k)
      expect(members).toHaveLength(size)
      centre.forEach((value, h) => {
        expectClose(value, members.reduce((sum, row) => sum + Number(row[h]), 0) / size, 1e-9)
      })
    })
  })

  it('refuses what belongs to the other method, too few rows and rows all alike', async () => {
    expect(await refused({ ...treeSpec, weights: 'w' })).toMatch(
      /"weights" belongs to the method k-means, not to hierarchical/,
    )
    expect(await refused({ ...(spec as object), linkage: 'ward' })).toMatch(
      /"linkage" belongs to the method hierarchical, not to k-means/,
    )
    const alike = csvOf([cells![0]!, ...Array.from({ length: 5 }, () => ['1', '2', '3', '4'])])
    expect(await refused(treeSpec, alike)).toMatch(/fewer different rows than clusters/)
    expect(await refused(treeSpec, csvOf(cells!.slice(0, 3)))).toMatch(/too few complete rows/)
    const many = csvOf([cells![0]!, ...Array.from({ length: 3001 }, (_, i) => [`${i}`, '2', '3', '4'])])
    expect(await refused(treeSpec, many)).toMatch(
      /3001 complete rows are too many for a tree \(at most 3000\)/,
    )
  })
})
