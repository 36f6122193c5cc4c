import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Secrets = z.object({ databasePassword: z.string().min(1), sessionSecret: z.string().min(32) })
export type Secrets = z.infer<typeof Secrets>

/** The secrets of this installation, made and kept (readable by the owner alone) on first start. */
export async function keepSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, 'secrets.json')
  await mkdir(folder, { recursive: true })
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) {
    const parsed = Secrets.safeParse(parse(kept))
    if (parsed.success) return parsed.data
    throw new Error(
      `keepSecrets: ${file} is damaged; restore it from a backup, or remove it with its data folder`,
    )
  }
  await makeOnce(file)
  return keepSecrets(folder)
}

/** Whole or not at all, and the first of several commands at once wins. */
async function makeOnce(file: string): Promise<void> {
  const made = { databasePassword: random(), sessionSecret: random() }
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await chmod(draft, 0o600)
    await link(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
}

const random = () => randomBytes(32).toString('base64url')

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
