import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { ConstructMode, Instrument, Scale } from '../../stats/instruments/instrument.ts'

/** The path model a form measures, as stats/pls specifyModel reads it. */
export interface FormModel {
  readonly constructs: readonly {
    readonly name: string
    readonly mode: ConstructMode
    readonly items: readonly string[]
  }[]
  readonly paths: readonly (readonly [from: string, to: string])[]
  /** Of every item the constructs use. */
  readonly scale: Readonly<Record<string, Scale>>
  /** The construct whose score is the satisfaction index. */
  readonly target: string
}

/** Throws when the instrument has no path model: then it measures no index. */
export function buildModel(
  { name, constructs, paths, satisfaction }: Instrument,
  codeBook: CodeBook,
): FormModel {
  if (satisfaction === null) throw new RangeError(`buildModel: instrument "${name}" has no path model`)
  const scaleOf = (code: string): readonly [string, Scale] => {
    const scale = codeBook.scales[code]
    if (scale === undefined) throw new RangeError(`buildModel: "${code}" of "${name}" is not scored`)
    return [code, scale]
  }
  return {
    constructs: constructs.map(({ name, mode, items }) => ({ name, mode, items })),
    paths,
    scale: Object.fromEntries(constructs.flatMap(({ items }) => items.map(scaleOf))),
    target: satisfaction,
  }
}
