import { createHash } from 'node:crypto'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { type AnalysisSlice, baseSize, type EmptyState, toObservations } from '../../stats/index.ts'
import type { BeliefSideReceipt, BeliefSlice } from '../contract/belief-analysis.ts'
import type { Wave } from '../contract/wave.ts'
import type { Db } from '../db/database.ts'
import { listForms } from '../db/forms.ts'
import { listObservations, type ObservationRow, unpackStates } from '../db/observations.ts'
import { BELIEF_COLUMNS, type BeliefSideName } from './belief-columns.ts'
import { beliefPlaces, notAsked, takeBeliefSide } from './take-belief-side.ts'
import { withheldWaves } from './withheld-cells.ts'

export interface BeliefSide {
  readonly slice: AnalysisSlice
  readonly respondents: ReadonlySet<string>
  readonly receipt: BeliefSideReceipt
}

/**
 * One side's answers to the statements of gap 1. A wave is read as a whole or not at all: one that could not be shown
 * alone would be told by subtraction, since waves can be chosen.
 */
export async function loadBeliefSide(db: Db, name: BeliefSideName, slice: BeliefSlice): Promise<BeliefSide> {
  const { program, waves } = await takeBeliefSide(db, name, slice)
  const chosen = new Set(waves.map(({ id }) => id))
  const given = await listObservations(db, program.id, slice.segments)
  const inWaves = given.filter(({ waveId }) => chosen.has(waveId))
  const forms = await listForms(db, [...new Set([...waves, ...inWaves].map(({ formId }) => formId))])
  const asked = forms.flatMap(({ id, contentHash, codeBook }) => {
    const places = beliefPlaces(codeBook as unknown as CodeBook, name)
    return places.some((place) => place >= 0) ? [{ id, contentHash, places }] : []
  })
  if (asked.length === 0) throw notAsked(name, program)
  const places = new Map(asked.map((form) => [form.id, form.places]))

  const answers = inWaves.flatMap((row) => answersOf(row, places.get(row.formId)))
  const isWithheld = await withheldWaves(db, program, slice)
  const fates = waves.map((wave) => {
    const size = answers.filter(({ row }) => row.waveId === wave.id).length
    const tooFew = baseSize(size) === 'suppressed' || isWithheld(wave.id)
    return { wave, fate: size === 0 && !places.has(wave.formId) ? 'not-asked' : tooFew ? 'too-few' : 'read' }
  })
  const read = fates.filter(({ fate }) => fate === 'read').map(({ wave }) => wave)
  const shown = answers.filter(({ row }) => read.some(({ id }) => id === row.waveId))
  return {
    slice: sliceOf(shown, BELIEF_COLUMNS[name]),
    respondents: new Set(shown.map(({ row }) => row.responseId)),
    receipt: {
      programId: program.id,
      programName: program.name,
      segments: slice.segments,
      waves: read.map(({ id, name, formNumber, opensOn }) => ({ id, name, formNumber, opensOn })),
      leftOut: fates.flatMap(({ wave, fate }) => (fate === 'read' ? [] : [leftOut(wave, fate)])),
      formContentHashes: asked
        .filter(({ id }) => shown.some(({ row }) => row.formId === id))
        .map(({ contentHash }) => contentHash),
      weights: shown.some(({ row }) => row.weight !== null) ? 'import-column' : 'none',
      observations: shown.length,
      inputFingerprint: fingerprint(shown),
    },
  }
}

const leftOut = ({ id, name }: Wave, fate: string): BeliefSideReceipt['leftOut'][number] => ({
  id,
  name,
  reason: fate === 'not-asked' ? 'not-asked' : 'too-few',
})

/** One respondent's scores of the columns, and why the others are empty. */
interface Answers {
  readonly row: ObservationRow
  readonly scores: readonly (number | null)[]
  readonly states: readonly string[]
}

/** None where the form asks nothing of it, or of the row: what is asked once stands with the first brand rated. */
function answersOf(row: ObservationRow, places: readonly number[] | undefined): Answers[] {
  if (places === undefined) return []
  const all = unpackStates(row.states)
  const states = places.map((place) => all[place] ?? 'not_shown')
  if (states.every((state) => state === 'not_shown')) return []
  return [{ row, scores: places.map((place) => row.scores[place] ?? null), states }]
}

function sliceOf(answers: readonly Answers[], columns: readonly string[]): AnalysisSlice {
  const table = answers.map(({ scores }) => scores)
  // A row without a weight among weighted ones counts once.
  const weights = answers.some(({ row }) => row.weight !== null)
    ? answers.map(({ row }) => row.weight ?? 1)
    : undefined
  const states = columns.map((column, at) => {
    const counts: Partial<Record<EmptyState, number>> = {}
    for (const { states } of answers) {
      const state = states[at] as EmptyState | 'answered'
      if (state !== 'answered') counts[state] = (counts[state] ?? 0) + 1
    }
    return [column, counts] as const
  })
  return { observations: toObservations(columns, table, weights), states: Object.fromEntries(states) }
}

function fingerprint(answers: readonly Answers[]): string {
  const hash = createHash('sha256')
  for (const { row, scores } of answers) {
    hash.update(`${row.responseId}|${row.waveId}|${JSON.stringify(scores)}|${row.weight ?? ''}\n`)
  }
  return hash.digest('hex')
}
