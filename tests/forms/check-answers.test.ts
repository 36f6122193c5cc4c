import { expect, it } from 'vitest'
import { buildForm } from '../../api/forms/build-form.ts'
import { compileCheck } from '../../api/forms/check-answers.ts'
import { mobileDesign } from './mobile-design.ts'

const module = (name: string) => ({ instrument: { name, version: 1 } })
const [ours = { id: '' }, theirs = { id: '' }] = mobileDesign.brands
const { codeBook } = buildForm({ ...mobileDesign, modules: [module('nps'), module('complaints')] })
const check = compileCheck(codeBook)
const reasons = (answers: Record<string, unknown>) =>
  check(answers).map(({ item, reason }) => `${item} ${reason}`)

it.each<[Record<string, unknown>, string[]]>([
  [{ nps: 'dont_know', 'complaint.channel': 'refused', region: 'dont_know' }, []],
  [{ nps: 'refused' }, ['nps not-offered']],
  [{ 'nps-reason': 'refused' }, []],
  [{ 'complaint.channel': ['web', 'refused'] }, ['complaint.channel exclusive']],
  [{ 'complaint.channel': ['web', 'fax'] }, ['complaint.channel unknown-choice']],
  [{ region: 'mars' }, ['region unknown-choice']],
  [{ nothing: 1 }, ['nothing unknown-item']],
])('answers under way %j: problems %j', (answers, expected) => {
  expect(reasons(answers)).toEqual(expected)
})

it.each<[unknown, string[]]>([
  [[ours.id], []],
  [[ours.id, theirs.id], ['brands too-many-choices']],
  [[ours.id, ours.id], ['brands duplicate-choice']],
  [['x'], ['brands unknown-choice']],
  [ours.id, ['brands unknown-choice']],
])('brands under way %j: problems %j', (brands, expected) => {
  const looped = buildForm({ ...mobileDesign, modules: [module('acsi')], loop: 1 }).codeBook
  expect(compileCheck(looped)({ brands }).map(({ item, reason }) => `${item} ${reason}`)).toEqual(expected)
})
