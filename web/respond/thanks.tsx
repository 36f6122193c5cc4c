import { Seal } from './seal.tsx'
import type { Texts } from './texts.ts'

interface ThanksProps {
  readonly id: string
  readonly knownBefore: boolean
  readonly texts: Texts
}

export function Thanks({ id, knownBefore, texts }: ThanksProps) {
  return (
    <section className="notice" role="status">
      <h1>{texts.thanks}</h1>
      <p>{knownBefore ? texts.knownBefore : texts.recorded}</p>
      <dl className="receipt">
        <dt>{texts.receipt}</dt>
        <dd>{shortReceipt(id)}</dd>
      </dl>
      <p className="quiet">{texts.deletion}</p>
      <p className="mark">
        <Seal />
        <span>{texts.measuredWith}</span>
      </p>
    </section>
  )
}

/** The random end of the id: two respondents of the same second differ in it. */
export function shortReceipt(id: string): string {
  return `${id.slice(-12, -8)}-${id.slice(-8, -4)}-${id.slice(-4)}`.toUpperCase()
}
