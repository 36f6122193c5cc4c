/** Runs `stop` on the first Ctrl-C or TERM; a second one, or a stop that takes too long, ends the process at once. */
export function untilStopped(stop: () => Promise<void>, say: (sentence: string) => void): void {
  let stopping = false
  const onSignal = () => {
    if (stopping) process.exit(1)
    stopping = true
    say('Stopping …')
    setTimeout(() => process.exit(1), 30_000).unref()
    stop().then(
      () => {
        say('Stopped.')
        process.exit(0)
      },
      (error: Error) => {
        say(`Stopping failed: ${error.message}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
