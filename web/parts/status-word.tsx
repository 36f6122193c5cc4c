interface StatusWordProps {
  /** Live things are teal, coming things hollow, finished things quiet; the word says it too. */
  readonly kind: 'live' | 'coming' | 'done'
  readonly children: string
}

export function StatusWord({ kind, children }: StatusWordProps) {
  return <span className={`status status-${kind}`}>{children}</span>
}
