import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { METHODS } from '../../api/commands/methods.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const NAMES = [...METHODS.keys()]

export interface Called {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command in this process. */
export async function call(name: string, ...argv: string[]): Promise<Called> {
  let out = ''
  let err = ''
  const command = METHODS.get(name)
  if (command === undefined) throw new Error(`there is no command ${name}`)
  const code = await command(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  })
  return { code, out, err }
}

/** The words of the example that a command's help gives, after `manyi --`. */
export async function exampleOf(name: string): Promise<string[]> {
  const { out } = await call(name, '--help')
  const line = /^Example: npm run --silent manyi -- (.+)$/m.exec(out)?.[1]
  if (line === undefined) throw new Error(`${name} --help gives no example`)
  return line.split(' ')
}

/** The files of an example: what its spec says and its data as cells, header first. */
export async function filesOf(name: string): Promise<{ spec: unknown; cells: string[][] | undefined }> {
  const words = await exampleOf(name)
  const fileOf = (option: string) => {
    const at = words.indexOf(option)
    return at < 0 ? undefined : readFileSync(join(ROOT, words[at + 1]!), 'utf8')
  }
  const cells = fileOf('--data')
    ?.trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  return { spec: JSON.parse(fileOf('--spec')!), cells }
}

const FOLDER = mkdtempSync(join(tmpdir(), 'manyi-commands-'))
let files = 0

/** A new file with that content; text as it is, anything else as JSON. */
export function fileWith(content: unknown, extension = 'json'): string {
  const path = join(FOLDER, `${files++}.${extension}`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

export const csvOf = (cells: readonly (readonly string[])[]) =>
  `${cells.map((row) => row.join()).join('\n')}\n`

/** The other file of methods that compare two, as their example names it. */
export async function secondFile(name: string): Promise<string[]> {
  const words = name === 'pls' ? [] : await exampleOf(name)
  const at = words.findIndex((word) => word.startsWith('--') && !['--spec', '--data'].includes(word))
  return at < 0 ? [] : [words[at]!, join(ROOT, words[at + 1]!)]
}

/** Runs a method on a changed copy of its example. */
export const callWith = async (
  name: string,
  spec: unknown,
  table?: string,
  ...more: string[]
): Promise<Called> =>
  call(
    name,
    '--spec',
    fileWith(spec),
    ...(table === undefined ? [] : ['--data', fileWith(table, 'csv')]),
    ...(await secondFile(name)),
    ...more,
  )
