/** The address of a results page. Keys other than these four are segments: attribute code → values, with commas. */
export interface ResultsSearch {
  readonly wave?: string | undefined
  readonly brand?: string | undefined
  readonly view?: string | undefined
  /** `include`: answers that were broken off are read too. */
  readonly partials?: string | undefined
  readonly [segment: string]: string | undefined
}

/** Values stay text: the router's own reading would turn `tier=1` into a number and back into `tier="1"`. */
export const readSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text))

export function writeSearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') params.set(key, value)
  }
  const text = params.toString().replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}
