import { Switch } from '@mantine/core'
import type { Receipt } from '../../api/contract/analysis.ts'
import { useWords, type Words } from '../panels/words.ts'

export interface PartialsSwitchProps {
  /** Usable answers broken off that the whole program has; none: nothing to choose. */
  readonly total: number
  readonly receipt: Receipt | null
  readonly include: boolean
  readonly onInclude: (include: boolean) => void
}

/** Whether answers that were broken off are read too, with how many that adds. */
export function PartialsSwitch({ total, receipt, include, onInclude }: PartialsSwitchProps) {
  const words = useWords()
  if (total === 0 && !include) return null
  return (
    <Switch
      className="filter-partials"
      size="sm"
      label={words.t('partials.include')}
      description={partialsHint(receipt, words)}
      checked={include}
      onChange={(event) => onInclude(event.currentTarget.checked)}
    />
  )
}

/** What the switch adds, and what it does not. Numbers stored before there was a choice do not say. */
export function partialsHint(receipt: Receipt | null, { t, count, language }: Words): string {
  const partials: Receipt['partials'] | undefined = receipt?.partials
  if (partials === undefined) return t('partials.what')
  const added = partials.usable === 0 ? [] : [t('partials.adds', { count: count(partials.usable) })]
  const held = partials.heldBack === 0 ? [] : [t('partials.heldBack', { cells: count(partials.heldBack) })]
  const said = [...added, ...held]
  // Chinese sentences follow each other without a space.
  return said.length === 0 ? t('partials.none') : said.join(language === 'en' ? ' ' : '')
}

/** Said with every chart whose numbers have them; undefined where none does. */
export function partialsCaption(receipt: Receipt | null, { t, count }: Words): string | undefined {
  const partials: Receipt['partials'] | undefined = receipt?.partials
  if (partials === undefined || partials.choice !== 'include' || partials.usable === 0) return undefined
  return t('partials.caption', { count: count(partials.usable) })
}
