import { loadEnvFile } from 'node:process'
import { type Config, readConfig } from './config.ts'

export type Say = (sentence: string) => void

/** Speaks to whoever started the program. */
export const say: Say = (sentence) => {
  process.stdout.write(`${sentence}\n`)
}

/** The settings: the environment, with what a file .env adds to it. */
export function readSettings(): Config {
  try {
    loadEnvFile()
  } catch {
    // No .env file: the defaults are enough.
  }
  return readConfig(process.env)
}

/** Runs a program that stays until it is stopped; a start that fails is one sentence and exit code 1. */
export async function runProgram(
  name: string,
  start: (config: Config) => Promise<() => Promise<void>>,
): Promise<void> {
  try {
    untilStopped(await start(readSettings()))
  } catch (error) {
    process.stderr.write(`${name} did not start: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

/** Runs a command that ends by itself; resolves with its exit code. */
export async function runCommand(name: string, work: (config: Config) => Promise<void>): Promise<number> {
  try {
    await work(readSettings())
    return 0
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

const LONGEST_STOP_MS = 30_000

/** Stops in order on the first Ctrl-C or TERM; a second one, or a stop that takes too long, ends it at once. */
export function untilStopped(stop: () => Promise<void>, tell: Say = say): void {
  let stopping = false
  const onSignal = () => {
    if (stopping) process.exit(1)
    stopping = true
    tell('Stopping …')
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref()
    stop().then(
      () => {
        tell('Stopped.')
        process.exit(0)
      },
      (error: Error) => {
        tell(`Stopping failed: ${error.message}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
