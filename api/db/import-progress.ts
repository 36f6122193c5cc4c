interface ImportRow<State extends string> {
  readonly id: string
  readonly fileName: string
  readonly state: State
  readonly rows: number
  readonly rowsDone: number
  readonly failure: string | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

/**
 * How far the reading of a file is, as is said of every import. `progress`: 0 to 1; `secondsLeft`: at the pace so far,
 * null where there is none yet.
 */
export function importProgress<State extends string>(row: ImportRow<State>) {
  const { id, fileName, state, rows, rowsDone, failure } = row
  const progress = state === 'done' ? 1 : rows === 0 ? 0 : Math.min(rowsDone / rows, 1)
  const elapsed = row.startedAt === null ? 0 : (Date.now() - row.startedAt.getTime()) / 1000
  return {
    id,
    fileName,
    state,
    rows,
    rowsDone,
    progress,
    secondsLeft: state === 'running' && progress > 0 ? (elapsed / progress) * (1 - progress) : null,
    failure,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
