import { expect, it } from 'vitest'
import { catalogue } from '../../../../api/forms/summaries.ts'
import { modules as en } from '../../../../web/i18n/en/modules.ts'
import { modules as zhHans } from '../../../../web/i18n/zh-hans/modules.ts'
import { modules as zhHant } from '../../../../web/i18n/zh-hant/modules.ts'

const { instruments } = catalogue()

it.each([
  ['en', en],
  ['zh-Hans', zhHans],
  ['zh-Hant', zhHant],
])('every analysis and family a designer meets has a name in %s', (_, texts) => {
  const known = new Set(Object.keys(texts))
  const needed = instruments.flatMap(({ family, feeds }) => [
    `family.${family}`,
    ...feeds.map((method) => `method.${method}`),
  ])
  expect(needed.filter((key) => !known.has(key))).toEqual([])
})
