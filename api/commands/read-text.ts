import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { UsageError } from './usage-error.ts'

/** The text of a file; throws a UsageError with the reason when it cannot be read. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `${code}`
    throw new UsageError(`${path}: ${why}`)
  }
}

/** What a receipt says about a file. */
export const fingerprint = (text: string): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`
