import { readConfig } from '../api/config.ts'
import { serve } from '../api/serve.ts'
import { untilStopped } from '../api/until-stopped.ts'

/** The real server without the web build: its address on standard output, everything else silent. */
const serving = await serve(readConfig(process.env), () => undefined, { web: false })
untilStopped(serving.stop, () => undefined)
process.stdout.write(`${serving.url}\n`)
