const LONGEST = 40

/** A stable key for an entry, made from its first words where they are Latin, else a number not yet taken. */
export function entryKey(text: string, taken: readonly string[]): string {
  const word = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST - 4)
    .replaceAll(/^-+|-+$/g, '')
  const base = word === '' ? 'entry' : word
  if (word !== '' && !taken.includes(base)) return base
  for (let number = word === '' ? 1 : 2; ; number++) {
    const key = `${base}-${number}`
    if (!taken.includes(key)) return key
  }
}
