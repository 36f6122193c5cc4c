import { readConfig } from '../api/config.ts'
import { serve } from '../api/serve.ts'
import { untilStopped } from '../api/until-stopped.ts'

/** The real server, its address on standard output, everything else silent; the pages too when asked `--web`. */
const serving = await serve(readConfig(process.env), () => undefined, {
  web: process.argv.includes('--web'),
})
untilStopped(serving.stop, () => undefined)
process.stdout.write(`${serving.url}\n`)
