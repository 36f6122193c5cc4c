import { describe, expect, it } from 'vitest'
import { buildForm } from '../../api/forms/build-form.ts'
import { openOnCard } from '../../api/forms/read-card.ts'
import { countedAnswers, shownKeys } from '../../api/forms/respondent-path.ts'
import type { CodeBook, Field } from '../../stats/coding/code-book.ts'
import { mobileDesign } from './mobile-design.ts'

describe('the way through a form', () => {
  const { codeBook } = buildForm({
    ...mobileDesign,
    modules: [{ instrument: { name: 'complaints', version: 1 } }],
  })
  const complained = {
    'complaint.problem': 'yes',
    'complaint.told': 'yes',
    'complaint.channel': ['web'],
    'complaint.resolved': 'later',
    'complaint.hours': 5,
    region: 'local',
  }

  it('shows what the answers before lead to', () => {
    const shown = shownKeys(codeBook, complained)
    expect(shown.has('complaint.hours')).toBe(true)
    expect(shown.has('complaint.why-not')).toBe(false)
  })

  it('left again, takes all that hung on it: an answer that does not count leads nowhere', () => {
    const changed = { ...complained, 'complaint.problem': 'no' }
    expect([...shownKeys(codeBook, changed)]).toEqual(['complaint.problem', 'complaint.stay'])
    expect(countedAnswers(codeBook, changed)).toEqual({ 'complaint.problem': 'no', region: 'local' })
  })
})

describe('a card with two columns that may be left out', () => {
  const column = (name: string): Field => ({
    code: `item.${name}`,
    answer: { kind: 'rating', min: 1, max: 9, ends: 'level' },
    required: false,
    states: ['dont_know'],
    pair: 'item',
  })
  const fields = [column('wanted'), column('found')]
  const book: CodeBook = { version: 1, fields, derived: [], scored: [], scales: {}, attributes: [] }
  const page = {
    name: 'page-item',
    elements: fields.map(({ code }) => ({ type: 'rating' as const, name: code })),
  }
  const open = (answers: Record<string, unknown>) => openOnCard(page, book, answers).map(({ item }) => item)

  it('is whole or empty, never half', () => {
    expect(open({})).toEqual([])
    expect(open({ 'item.wanted': 3, 'item.found': 'dont_know' })).toEqual([])
    expect(open({ 'item.wanted': 3 })).toEqual(['item.found'])
    expect(open({ 'item.found': 'dont_know' })).toEqual(['item.wanted'])
  })
})
