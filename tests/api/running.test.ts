import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { noteRunning, refuseSecondServer } from '../../api/running.ts'

const server = createServer((_, answer) => answer.end('somebody else'))
let url = ''
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manyi-running-'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

const note = (text: string) => writeFile(join(folder, 'running.json'), text)

it('a server of another process that runs and answers is not joined by a second one', async () => {
  await note(JSON.stringify({ pid: process.ppid, url }))
  await expect(refuseSecondServer(folder)).rejects.toThrow(`at ${url} (process ${process.ppid})`)
})

it('a note left by a killed process does not stop a start, whoever answers at its address now', async () => {
  // Above the greatest number Linux gives a process.
  await note(JSON.stringify({ pid: 2 ** 22 + 1, url }))
  await refuseSecondServer(folder)
})

it.each(['', '{"pid": 12', 'null', '[]'])(
  'a note broken off by a kill (%j) does not stop a start',
  async (text) => {
    await note(text)
    await refuseSecondServer(folder)
  },
)

it('the own note is no other server', async () => {
  await noteRunning(folder, url)
  await refuseSecondServer(folder)
})
