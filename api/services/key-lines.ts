/**
 * Which line a key stood on first, for very many keys: 12 bytes each, where a Map of the texts takes a hundred. Keys
 * are told apart by 64 bits of hash: among a million, two different ones are taken for one with probability 3e-8.
 */
export function createKeyLines() {
  let size = 1 << 12
  let table = emptyTable(size)
  let count = 0

  const place = ({ high, low, value }: Table, h: number, l: number): number => {
    let at = l & (size - 1)
    while (value[at] !== 0 && (high[at] !== h || low[at] !== l)) at = (at + 1) & (size - 1)
    return at
  }
  const grow = () => {
    const old = table
    size *= 2
    table = emptyTable(size)
    old.value.forEach((value, i) => {
      if (value === 0) return
      const h = old.high[i] ?? 0
      const l = old.low[i] ?? 0
      const at = place(table, h, l)
      table.high[at] = h
      table.low[at] = l
      table.value[at] = value
    })
  }
  return {
    /** What was kept for this key, or undefined. */
    find(key: string): number | undefined {
      const value = table.value[place(table, hash(key, 0x9747b28c), hash(key, 0x3c6ef372))]
      return value === 0 ? undefined : value
    },
    /** Keeps a positive number for a key, unless one is kept already. */
    keep(key: string, value: number): void {
      if (count * 3 > size * 2) grow()
      const h = hash(key, 0x9747b28c)
      const l = hash(key, 0x3c6ef372)
      const at = place(table, h, l)
      if (table.value[at] !== 0) return
      table.high[at] = h
      table.low[at] = l
      table.value[at] = value
      count += 1
    },
  }
}

interface Table {
  readonly high: Uint32Array
  readonly low: Uint32Array
  /** 0: nothing here. */
  readonly value: Uint32Array
}

const emptyTable = (size: number): Table => ({
  high: new Uint32Array(size),
  low: new Uint32Array(size),
  value: new Uint32Array(size),
})

/** MurmurHash3's mixing, 32 bits, over UTF-16 units; Austin Appleby, public domain. */
function hash(key: string, seed: number): number {
  let h = seed
  for (let i = 0; i < key.length; i++) {
    let k = Math.imul(key.charCodeAt(i), 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    h ^= k
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
  }
  h ^= key.length
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
