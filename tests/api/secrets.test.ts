import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepSecrets } from '../../api/secrets.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manyi-secrets-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('are made once, also by several commands at once, and readable by the owner alone', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => keepSecrets(folder)))
  expect(new Set(made.map((secrets) => JSON.stringify(secrets))).size).toBe(1)
  expect(await keepSecrets(folder)).toEqual(made[0])
  expect(await readdir(folder)).toEqual(['secrets.json'])
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
})

it('that are damaged are said to be, never replaced: the database knows the old password', async () => {
  await writeFile(join(folder, 'secrets.json'), '{"databasePassword": "half')
  await expect(keepSecrets(folder)).rejects.toThrow('is damaged')
})
