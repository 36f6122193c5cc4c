import { NON_ANSWERS } from '../instruments/instrument.ts'
import { type AnswerWords, answerWords, type Wordings } from './answer-words.ts'
import { type Cell, codeCellAs } from './code-cell.ts'
import { foldText } from './fold-text.ts'
import type { ImportTarget } from './import-targets.ts'
import { quoted } from './quoted.ts'
import { withoutPercent } from './without-percent.ts'

export type ReadCell = (text: string) => Cell

/** Columns hold few different answers, but texts: those are read one by one. */
const REMEMBERED = 500
const LONGEST_REMEMBERED = 60

const POINTS = { kind: 'number', min: 0, max: 1e9, whole: false } as const

/**
 * Reads the cells of one column by themselves. Whole answers come raw, choices and points in columns of their own as true,
 * false or a number, scores as a number; each also as a non-answer, or undefined where the cell is empty.
 */
export function readerOf(target: ImportTarget, wordings: Wordings): ReadCell {
  const words = answerWords(wordings.get(target.of))
  const read = (text: string) => readAlone(target, text, words)
  const known = new Map<string, Cell>()
  return (text) => {
    if (text.length > LONGEST_REMEMBERED) return read(text)
    const before = known.get(text)
    if (before !== undefined) return before
    const cell = read(text)
    if (known.size < REMEMBERED) known.set(text, cell)
    return cell
  }
}

function readAlone(target: ImportTarget, text: string, words: AnswerWords): Cell {
  switch (target.kind) {
    case 'whole':
      return codeCellAs(target.answer, '', text, words)
    case 'part':
      return target.answer.kind === 'allocation'
        ? codeCellAs(POINTS, '', target.answer.total === 100 ? withoutPercent(text) : text)
        : chosen(target.part, text, words)
    case 'scored':
    case 'percent': {
      const { min, max } = target.kind === 'scored' ? target.rule.scale : target.rule.range
      const figure = target.kind === 'percent' ? withoutPercent(text) : text
      return codeCellAs({ kind: 'number', min, max, whole: false }, '', figure)
    }
  }
}

/** 1 or 0; or, as survey tools write it, the choice itself where it was chosen. */
function chosen(part: string, text: string, words: AnswerWords): Cell {
  const [meant, other] = words.meant(text)
  if (foldText(text) === part || (meant === part && other === undefined)) return { ok: true, value: true }
  const state = NON_ANSWERS.find((state) => state === meant)
  if (state !== undefined && other === undefined) return { ok: true, value: state }
  const cell = codeCellAs({ kind: 'binary' }, '', text)
  if (cell.ok)
    return { ok: true, value: cell.value === 'yes' ? true : cell.value === 'no' ? false : cell.value }
  const message = `${quoted(text)} is neither 1 (chosen) nor 0 (not chosen)`
  return { ok: false, problem: { item: '', reason: 'unknown-choice', message } }
}
