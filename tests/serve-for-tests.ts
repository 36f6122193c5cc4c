import { readConfig } from '../api/config.ts'
import { untilStopped } from '../api/run-program.ts'
import { serve } from '../api/serve.ts'

/** The real server, its address on standard output, everything else silent; the pages too when asked `--web`. */
const serving = await serve(readConfig(process.env), () => undefined, {
  web: process.argv.includes('--web'),
})
untilStopped(serving.stop, () => undefined)
process.stdout.write(`${serving.url}\n`)
