import { expect, it } from 'vitest'
import { buildForm } from '../../api/forms/build-form.ts'
import { withoutGaps } from '../../api/forms/without-gaps.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { mobileDesign } from './mobile-design.ts'

it.each(CATALOGUE.map(({ name, version }) => [name, version] as const))(
  '%s can be looked at the moment it is placed',
  (name, version) => {
    const module = withoutGaps({ instrument: { name, version }, parameters: {} }, mobileDesign.languages)
    const form = buildForm({ ...mobileDesign, modules: [module], attributes: [] })
    expect(form.items).toBeGreaterThan(0)
  },
)

it('makes up no key that an entry has', () => {
  const text = { en: 'Waiting' }
  const draft = {
    instrument: { name: 'two-factor', version: 1 },
    parameters: { attributes: [{ key: 'gap-1', text }] },
  }
  const { parameters } = withoutGaps(draft, ['en'])
  expect(parameters?.['attributes']).toEqual([
    { key: 'gap-1', text },
    { key: 'gap-2', text: { en: '…' } },
  ])
})
