import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const ASK_V8 = `
  import { allocateYoung } from ${JSON.stringify(fileURLToPath(new URL('../../api/young-allocation.ts', import.meta.url)))}
  allocateYoung()`

it('asks V8 for what this Node knows: a flag it has not is complained about, and changes nothing', async () => {
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', ASK_V8])
  expect(stdout + stderr).toBe('')
})
