import { runProgram, say } from './run-program.ts'
import { serve } from './serve.ts'

await runProgram('Manyi', async (config) => {
  const serving = await serve(config, say)
  say(`Manyi is ready at ${serving.url} (Ctrl-C stops it).`)
  return serving.stop
})
