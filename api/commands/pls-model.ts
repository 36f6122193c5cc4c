import { type PathModel, type PathModelSource, specifyModel } from '../../stats/index.ts'
import { parseModel } from './pls-input.ts'
import type { PlsOptions } from './pls-options.ts'
import { UsageError } from './usage-error.ts'

/** What specifyModel throws is already a sentence naming the offender; the file's name goes in front. */
export function readModel(
  text: string,
  { model: file, consistent }: Pick<PlsOptions, 'model' | 'consistent'>,
): PathModel {
  const source = parseModel(text, file)
  try {
    return specifyModel(consistent ? asFactors(source) : source)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UsageError(`${file}: ${error.message.replace(/^specifyModel: /, '')}`)
  }
}

/** Constructs of mode A as common factors; regression and unit weights stay composites. */
const asFactors = (source: PathModelSource): PathModelSource => ({
  ...source,
  constructs: source.constructs.map((construct) =>
    (construct.mode ?? 'A') === 'A' ? { ...construct, kind: 'factor' } : construct,
  ),
})
