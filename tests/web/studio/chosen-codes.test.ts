import { describe, expect, it } from 'vitest'
import type { ImportCode } from '../../../api/contract/import-codes.ts'
import { meaningOf, withMeaning, withMeaningIn, withoutColumns } from '../../../web/studio/chosen-codes.ts'

const nothing: readonly ImportCode[] = []
const general = withMeaning(nothing, '99', ['a', 'b'], { means: 'refused' })

describe('what a value was said to mean', () => {
  it('holds in the whole file, but for columns of which something else was said', () => {
    const codes = withMeaningIn(general, '99', 'a', { means: 'error' })
    expect(['a', 'b', undefined].map((column) => meaningOf(codes, '99', column).means)).toEqual([
      'error',
      'refused',
      'refused',
    ])
    expect(meaningOf(codes, '98').means).toBe('error')
  })

  it('of a column as of the file is not said twice', () => {
    const codes = withMeaningIn(general, '99', 'a', { means: 'empty' })
    expect(withMeaningIn(codes, '99', 'a', { means: 'refused' })).toEqual(general)
  })

  it('of the file anew takes back what was said of its columns, but of no other', () => {
    const named = withMeaningIn(nothing, '2', 'region', { means: 'answer', answer: 'south' })
    const codes = withMeaning(named, '2', ['com1'], { means: 'answer', answer: 'no' })
    expect(codes.map(({ columns, answer }) => [columns, answer])).toEqual([
      [['region'], 'south'],
      [['com1'], 'no'],
    ])
    expect(withMeaning(codes, '2', ['com1'], { means: 'error' })).toEqual(named)
    expect(withMeaning(general, '99', ['a', 'b'], { means: 'error' })).toEqual([])
  })

  it('is forgotten of a column that went to another question', () => {
    const codes = withMeaningIn(general, '99', 'a', { means: 'empty' })
    expect(withoutColumns(codes, ['a'])).toEqual(general)
    expect(withoutColumns(codes, ['b'])).toEqual(codes)
  })
})
