import type { Receipt } from '../../api/contract/analysis.ts'
import type { InstrumentSummary } from '../../api/contract/program.ts'
import { useWords, type Words } from '../panels/words.ts'
import { Notice } from '../parts/notice.tsx'
import { leftOutOf } from './compared-waves.ts'

interface LeftOutNoteProps {
  readonly receipt: Receipt | null
  readonly instruments: readonly InstrumentSummary[]
  /** Whether a wave has other answers that are in the numbers. */
  readonly beside: (waveId: string) => boolean
}

/** Which waves the numbers below do not speak of, and why. */
export function LeftOutNote({ receipt, instruments, beside }: LeftOutNoteProps) {
  const words = useWords()
  const left = leftOutOf(receipt).filter(({ waveId, observations }) => observations > 0 || !beside(waveId))
  if (receipt === null || left.length === 0) return null
  return (
    <div className="left-out">
      <Notice>
        {left.map((one) => (
          <p key={`${one.waveId} ${one.instrument?.name}`}>
            {leftOutSentence(one, { measured: receipt.instrument, instruments, words })}
          </p>
        ))}
      </Notice>
    </div>
  )
}

type LeftOut = Receipt['leftOut'][number]

interface Naming {
  /** What the numbers are measured by. */
  readonly measured: Receipt['instrument']
  readonly instruments: readonly InstrumentSummary[]
  readonly words: Words
}

/** Why the answers of one wave are not among the numbers. */
export function leftOutSentence(
  { name, instrument, observations }: LeftOut,
  { measured, instruments, words }: Naming,
): string {
  const { t, count, language } = words
  const titleOf = ({ name, version }: Receipt['instrument']) =>
    instruments.find((one) => one.name === name && one.version === version)?.title[language] ?? name
  const said = { wave: name, count: count(observations), measured: titleOf(measured) }
  if (instrument === null) return t('leftOut.noIndex', said)
  const other = titleOf(instrument)
  return observations === 0
    ? t('leftOut.unanswered', { ...said, other })
    : t('leftOut.otherModel', { ...said, other })
}
