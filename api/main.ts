import { loadEnvFile } from 'node:process'
import { readConfig } from './config.ts'
import { serve } from './serve.ts'
import { untilStopped } from './until-stopped.ts'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

try {
  loadEnvFile()
} catch {
  // No .env file: the defaults are enough.
}

try {
  const serving = await serve(readConfig(process.env), say)
  untilStopped(serving.stop, say)
  say(`Manyi is ready at ${serving.url} (Ctrl-C stops it).`)
} catch (error) {
  process.stderr.write(`Manyi did not start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
