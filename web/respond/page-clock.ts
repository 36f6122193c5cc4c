/** Seconds spent on each page while it could be seen. */
export function createPageClock(now: () => number, known: Readonly<Record<string, number>> = {}) {
  const seconds = new Map(Object.entries(known))
  let page = ''
  let since = now()
  const settle = () => {
    if (page !== '') seconds.set(page, (seconds.get(page) ?? 0) + Math.max(0, now() - since) / 1000)
    since = now()
  }
  return {
    show(name: string): void {
      settle()
      page = name
    },
    hide(): void {
      settle()
      page = ''
    },
    read(): Record<string, number> {
      settle()
      return Object.fromEntries([...seconds].map(([name, spent]) => [name, Math.round(spent * 10) / 10]))
    },
  }
}
