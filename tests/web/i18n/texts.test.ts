import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const NAMESPACES = [
  'common',
  'studio',
  'admin',
  'results',
  'modules',
  'contacts',
  'fieldwork',
  'invitations',
  'ways',
  'importing',
  'replacing',
] as const
const FOLDERS = ['en', 'zh-hans', 'zh-hant'] as const
const WEB = join(import.meta.dirname, '../../../web')

type Texts = Readonly<Record<string, string>>

async function textsOf(folder: string, namespace: string): Promise<Texts> {
  const file = (await import(`../../../web/i18n/${folder}/${namespace}.ts`)) as Readonly<
    Record<string, Texts>
  >
  return file[namespace] ?? {}
}

/** Chinese has one plural form, English two: `_one` has no counterpart. */
const keysOf = (texts: Texts) =>
  Object.keys(texts)
    .filter((key) => !key.endsWith('_one'))
    .sort()
const placeholdersOf = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{\{\w+\}\}/g)].map(String).sort()

describe.each(NAMESPACES)('%s', async (namespace) => {
  const english = await textsOf('en', namespace)

  it.each(FOLDERS)('says everything in %s', async (folder) => {
    const texts = await textsOf(folder, namespace)
    expect(keysOf(texts)).toEqual(keysOf(english))
    // What stands between two sentences is a space or nothing.
    const said = Object.entries(texts).filter(([key]) => !key.endsWith('.separator'))
    for (const [key, text] of said) expect(text.trim(), key).not.toBe('')
  })

  it.each(FOLDERS)('fills the same places in %s', async (folder) => {
    for (const [key, text] of Object.entries(await textsOf(folder, namespace))) {
      expect(placeholdersOf(text), key).toEqual(placeholdersOf(english[key]))
    }
  })

  it('is written in its own script', async () => {
    const simplified = Object.values(await textsOf('zh-hans', namespace)).join('')
    const traditional = Object.values(await textsOf('zh-hant', namespace)).join('')
    // Frequent characters that exist in one script only.
    expect(simplified).not.toMatch(/[個這來說為與無現結導項歷檔]/)
    expect(traditional).not.toMatch(/[个这来说为与无现结导项历档]/)
  })
})

/** Every `t('…')` in the studio's and the administrator's pages, with the namespaces its file asks for. */
function* keysUsed(): Generator<{ file: string; key: string; namespaces: string[] }> {
  for (const room of ['parts', 'studio', 'admin', 'contacts', 'invitations']) {
    for (const name of readdirSync(join(WEB, room)).filter((name) => /\.tsx?$/.test(name))) {
      const source = readFileSync(join(WEB, room, name), 'utf8')
      const namespaces = [...source.matchAll(/useTranslation\('(\w+)'\)/g)].map(([, namespace]) =>
        String(namespace),
      )
      for (const [, key] of source.matchAll(/\b(?:t|common|say)\('([\w.-]+)'/g)) {
        yield { file: `${room}/${name}`, key: String(key), namespaces }
      }
    }
  }
}

it('has a text for every key that a page asks for', async () => {
  const known = new Map<string, Texts>()
  for (const namespace of NAMESPACES) known.set(namespace, await textsOf('en', namespace))
  const missing = [...keysUsed()].filter(
    ({ key, namespaces }) =>
      !namespaces.some((namespace) => {
        const texts = known.get(namespace)
        return texts !== undefined && (key in texts || `${key}_other` in texts)
      }),
  )
  expect(missing).toEqual([])
})
