import { codeKey, type OwnCode, type TargetColumn } from '../../stats/coding/own-codes.ts'
import type { CodedChoice, CodedColumn, StrangeValue } from '../contract/import-codes.ts'
import type { CsvRow } from '../files/read-csv.ts'
import type { FormWordings } from '../forms/answer-wordings.ts'
import { type ColumnTally, createColumnTally, type FoundValue } from './column-tally.ts'

/** In a column with more different ones the answers are in another code altogether, or in words. */
const MOST_IN_COLUMN = 8
/** More codes than this are no code of choices. */
const MOST_CHOICES = 30
const LEAST_CELLS = 2
const LISTED = 20
const LISTED_LINES = 5

/**
 * Looks for values that stand again and again where they are no answer, as 99 does for "don't know" in many files, and for
 * choices in a code of the file's own; and counts those whose meaning was said. What they mean is never guessed: that is
 * for the designer to say.
 */
export function createStrangeValues(
  columns: readonly string[],
  answered: readonly TargetColumn[],
  codes: readonly OwnCode[],
  wordings: FormWordings,
) {
  const tallies = answered.map((column) => ({
    place: columns.indexOf(column.column),
    tally: createColumnTally(column, codes),
  }))
  const all = tallies.map(({ tally }) => tally)
  return {
    meet({ line, cells }: CsvRow): void {
      if (cells.length !== columns.length) return
      for (const { place, tally } of tallies) tally.meet(cells[place] ?? '', line)
    },
    strangeValues: () => listStrange(all, codes, wordings),
    codedColumns: () =>
      all
        .filter((tally) => isCoded(tally, wordings))
        .map(
          (tally): CodedColumn => ({
            column: tally.own.column,
            choices: choicesOf(tally, wordings),
            values: byCells([...tally.found].map(([key, one]) => ({ ...one, ...readAs(tally, key) }))).map(
              ({ value, cells, means, answer }) => ({ value, cells, means, answer }),
            ),
          }),
        ),
  }
}

/** Choices of which most are said in another code, of which there are not many more than choices. */
function isCoded(tally: ColumnTally, wordings: FormWordings): boolean {
  const strange = [...tally.found.values()].reduce((sum, { cells }) => sum + cells, 0)
  const { size } = tally.found
  return (
    size > 1 && size <= MOST_CHOICES && strange > tally.answers() && choicesOf(tally, wordings).length > 0
  )
}

/** The choices of a column of which each cell holds one. */
function choicesOf({ own: { target } }: ColumnTally, wordings: FormWordings): CodedChoice[] {
  if (target.kind !== 'whole') return []
  const { answer, of } = target
  const values = answer.kind === 'choice' ? answer.choices : answer.kind === 'binary' ? ['yes', 'no'] : []
  return values.map((value) => ({
    value,
    text: wordings.get(of)?.find((wording) => wording.value === value)?.localised ?? { default: value },
  }))
}

function readAs({ meanings }: ColumnTally, key: string) {
  const code = meanings.get(key)
  return { means: code?.means ?? 'error', answer: code?.answer ?? null } as const
}

interface Place extends FoundValue {
  readonly key: string
  readonly tally: ColumnTally
}

function listStrange(
  tallies: readonly ColumnTally[],
  codes: readonly OwnCode[],
  wordings: FormWordings,
): StrangeValue[] {
  const said = new Set(
    codes.filter(({ columns }) => columns === undefined).map(({ value }) => codeKey(value)),
  )
  const isSaid = ({ key }: { key: string }) => said.has(key)
  const isOpen = ({ meanings, found }: ColumnTally) =>
    [...found.keys()].filter((key) => !meanings.has(key) && !said.has(key)).length
  const mostlyAnswers = tallies.filter(
    (tally) =>
      !isCoded(tally, wordings) &&
      isOpen(tally) <= MOST_IN_COLUMN &&
      (tally.answers() > 0 || isOpen(tally) <= 1),
  )
  const proposed = new Set(mostlyAnswers.flatMap(({ found }) => [...found.keys()]))
  const places = tallies.flatMap((tally): Place[] => {
    const isWhole = mostlyAnswers.includes(tally) || [...tally.found.keys()].every((key) => proposed.has(key))
    const isNamed = (key: string) => !isCoded(tally, wordings) && tally.meanings.has(key)
    return [...tally.found]
      .filter(([key]) => isWhole || said.has(key) || isNamed(key))
      .map(([key, one]) => ({ key, tally, ...one }))
  })
  const values = [...Map.groupBy(places, ({ key }) => key)].map(([key, places]) => ({
    key,
    ...strangeValue(key, places, wordings),
  }))
  const absent = new Map(
    codes
      .filter(
        ({ value, columns }) => columns === undefined && !values.some(({ key }) => key === codeKey(value)),
      )
      .map(({ value }) => [codeKey(value), value]),
  )
  const shown = [
    ...byCells(values.filter(isSaid)),
    ...[...absent].map(([key, value]) => ({ key, value, cells: 0, columns: [], lines: [] })),
    ...byCells(values.filter((one) => !isSaid(one) && one.cells >= LEAST_CELLS)).slice(0, LISTED),
  ]
  return shown.map(({ key: _, ...value }) => value)
}

function strangeValue(key: string, places: readonly Place[], wordings: FormWordings): StrangeValue {
  return {
    value: places[0]?.value ?? '',
    cells: places.reduce((sum, { cells }) => sum + cells, 0),
    columns: places.map(({ tally, cells }) => ({
      column: tally.own.column,
      cells,
      ...readAs(tally, key),
      choices: choicesOf(tally, wordings),
    })),
    lines: [...new Set(places.flatMap(({ lines }) => lines))].sort((a, b) => a - b).slice(0, LISTED_LINES),
  }
}

const byCells = <T extends { readonly cells: number }>(values: readonly T[]): T[] =>
  values.toSorted((a, b) => b.cells - a.cells)
