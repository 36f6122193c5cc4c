/** Lets one thing be done at a time: each begins when those before it have ended, however they ended. */
export function takeTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return <Done>(act: () => Promise<Done>): Promise<Done> => {
    const mine = last.then(act)
    last = mine.catch(() => undefined)
    return mine
  }
}
