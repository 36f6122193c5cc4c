import { describe, expect, it } from 'vitest'
import { buildForm } from '../../api/forms/build-form.ts'
import { compileCodeBook } from '../../stats/coding/code-answers.ts'
import { importTargets } from '../../stats/coding/import-targets.ts'
import { mobileDesign } from './mobile-design.ts'

const acsi = (parameters: Readonly<Record<string, unknown>> = {}) =>
  buildForm({ ...mobileDesign, modules: [{ instrument: { name: 'acsi', version: 1 }, parameters }] })
const complaintsOf = ({ model }: ReturnType<typeof acsi>) =>
  model?.constructs.find(({ name }) => name === 'Complaints')?.items

const ratings = ['exp1', 'exp2', 'exp3', 'qua1', 'qua2', 'qua3', 'val1', 'val2', 'sat1', 'sat2', 'sat3']
const rated = { ...Object.fromEntries(ratings.map((code) => [code, 7])), loy1: 8, pt_up: 10 }

describe('complaints of the ACSI', () => {
  it('are a yes or no unless the designer counts the ways', () => {
    const plain = acsi()
    expect(complaintsOf(plain)).toEqual(['com1'])
    expect(plain.codeBook.scored).not.toContain('com2')
    expect(acsi({ channels: false }).contentHash).toBe(plain.contentHash)
  })

  const counted = acsi({ channels: true })
  const { codeBook } = counted
  const code = compileCodeBook(codeBook)

  it('are counted up to two where the designer says so', () => {
    expect(complaintsOf(counted)).toEqual(['com2'])
    expect(counted.model?.scale['com2']).toEqual({ min: 0, max: 2 })
    expect(counted.model?.constructs.flatMap(({ items }) => items)).not.toContain('com1')
  })

  it.each<[Record<string, unknown>, number | null, string]>([
    [{ com1: 'no' }, 0, 'answered'],
    [{ com1: 'yes', com1a: ['staff'] }, 1, 'answered'],
    [{ com1: 'yes', com1a: ['staff', 'online'] }, 2, 'answered'],
    [{ com1: 'yes', com1a: ['company', 'staff', 'people', 'online'] }, 2, 'answered'],
    [{ com1: 'yes', com1a: 'refused' }, null, 'refused'],
    [{ com1: 'yes' }, null, 'skipped'],
    [{ com1: 'dont_know' }, null, 'dont_know'],
  ])('%j is %j, %s', (answers, score, state) => {
    const coded = code({ ...rated, ...answers })
    if (!coded.ok) throw new Error(JSON.stringify(coded.problems))
    const place = codeBook.scored.indexOf('com2')
    expect([coded.observation.scores[place], coded.observation.states[place]]).toEqual([score, state])
  })

  it('come from a file by the ways, not by their number', () => {
    const codes = importTargets(codeBook).map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['com1a', 'com1a.staff', 'loy2', 'loy2.percent']))
    expect(codes.filter((one) => one.startsWith('com2'))).toEqual([])
  })
})
