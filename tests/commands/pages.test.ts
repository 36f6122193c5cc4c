import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as stats from '../../stats/index.ts'
import { call, NAMES, ROOT } from './call.ts'

/** A command in a page and what the page says it prints; `...` stands for lines left out. */
interface Shown {
  readonly page: string
  readonly words: readonly string[]
  readonly output: readonly string[]
}

const PAGES = readdirSync(join(ROOT, 'stats'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('README.md'))
  .sort()

/** A call of stats in a page and the JSON the page says it gives, to six digits. */
const CALLS = PAGES.flatMap((page) => {
  const text = readFileSync(join(ROOT, 'stats', page), 'utf8')
  return [...text.matchAll(/^```ts\n([\s\S]*?)\n```\n\n```json\n([\s\S]*?)\n```$/gm)].map(
    ([, code, json]) => [page, code!.split('(')[0]!, code!, json!] as const,
  )
})

const sixDigits = (_: string, value: unknown) =>
  typeof value === 'number' ? Number(value.toPrecision(6)) : value

const SHOWN: readonly Shown[] = PAGES.flatMap((page) => {
  const text = readFileSync(join(ROOT, 'stats', page), 'utf8')
  return [...text.matchAll(/^```\n\$ npm run --silent manyi -- (.+)\n([\s\S]*?)\n```$/gm)].map(
    ([, words, output]) => ({ page, words: words!.split(' '), output: output!.split('\n') }),
  )
})

describe('the pages of stats', () => {
  it('show every command', () => {
    expect(SHOWN.map(({ words }) => words[0]!).sort()).toEqual([...NAMES].sort())
  })

  it.each(SHOWN.map((shown) => [shown.page, shown.words[0]!, shown] as const))(
    '%s shows what %s prints',
    async (_, name, { words, output }) => {
      const { code, out } = await call(name, ...words.slice(1))
      expect(code).toBe(0)
      // The receipt names the version, which pages need not follow.
      const printed = out.split('\n').filter((line) => !line.startsWith('receipt: '))
      let at = 0
      let skips = false
      for (const line of output) {
        if (line === '...') {
          skips = true
          continue
        }
        const found = skips ? printed.indexOf(line, at) : at
        expect(found, `not printed: ${line}`).toBeGreaterThanOrEqual(0)
        expect(printed[found]).toBe(line)
        at = found + 1
        skips = false
      }
    },
  )

  it.each(CALLS)('%s shows what %s gives', (_page, _name, code, json) => {
    const result: unknown = new Function(...Object.keys(stats), `return (${code})`)(...Object.values(stats))
    expect(JSON.parse(JSON.stringify(result, sixDigits))).toEqual(JSON.parse(json))
  })

  it('show a call of every method without a command', () => {
    const pages = [...new Set(CALLS.map(([page]) => page))]
    const rooms = ['churn', 'disclosure', 'economics', 'excellence', 'response-quality', 'value', 'weighting']
    expect(pages).toEqual(rooms.map((room) => `${room}/README.md`))
  })

  it('say what is answered, and by whom first', () => {
    for (const page of PAGES.filter((page) => page !== 'README.md')) {
      const text = readFileSync(join(ROOT, 'stats', page), 'utf8')
      expect(text, page).toMatch(/\*\*Answers:\*\*/)
      expect(text, page).toMatch(/\*\*Source:\*\* .*(?:\(\d{4}|GB\/T \d+)/)
    }
  })
})
