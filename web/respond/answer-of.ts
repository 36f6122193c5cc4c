import { type Asked, pointsGiven, type Wrong } from './words.ts'

/** What may be said instead of an answer. */
export const STATES: readonly unknown[] = ['dont_know', 'not_applicable', 'refused']

/** Whether an answer says why there is none; where one writes, only by what the question offers: "refused" is a word, too. */
export const isStateOf = ({ type, states }: Pick<Asked, 'type' | 'states'>, given: unknown): boolean =>
  ['comment', 'text', 'multipletext'].includes(type)
    ? states?.some(({ value }) => value === given) === true
    : STATES.includes(given)

export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

export const plainValue = (value: unknown): unknown => (isEmpty(value) ? undefined : value)

/** What keeps an answer from being taken; undefined where it is good, or may be left out. */
export function wrongWith(element: Asked, value: unknown): Wrong | undefined {
  if (isEmpty(value) || (typeof value === 'object' && Object.keys(value as object).length === 0)) {
    return element.isRequired === true ? 'required' : undefined
  }
  if (isStateOf(element, value)) return undefined
  switch (element.type) {
    case 'checkbox':
      return Array.isArray(value) && value.length > (element.maxSelectedChoices ?? Number.POSITIVE_INFINITY)
        ? 'too-many-choices'
        : undefined
    case 'text':
      return wrongNumber(element, value)
    case 'comment':
      return String(value).length > (element.maxLength ?? Number.POSITIVE_INFINITY) ? 'too-long' : undefined
    case 'multipletext': {
      const points = Object.values(value as object)
      if (points.some((point) => typeof point !== 'number' || point < 0)) return 'not-a-number'
      return Math.abs(pointsGiven(value) - (element.total ?? 100)) > 1e-6 ? 'wrong-total' : undefined
    }
    default:
      return undefined
  }
}

function wrongNumber({ min = 0, max = 0, whole }: Asked, value: unknown): Wrong | undefined {
  if (typeof value !== 'number') return 'not-a-number'
  if (value < min || value > max) return 'out-of-range'
  return whole === true && !Number.isInteger(value) ? 'not-whole' : undefined
}

const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/
const SPACED = /^[+-]?[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d+)?$/

/**
 * Numbers as people type them: thousands by comma or space, else a decimal comma; full-width digits. Anything else stays
 * the text it is. The same as `numbersMeant` of the server, whose values a page cannot load.
 */
export function numberOr(text: string): unknown {
  const typed = text.normalize('NFKC').trim()
  const whole = THOUSANDS.test(typed) ? typed.replaceAll(',', '') : typed
  const plain = (SPACED.test(whole) ? whole.replaceAll(/\s/g, '') : whole).replace(',', '.')
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : text
}

/** What was chosen and typed on the plain form, before this script took it over. */
export function answerOnForm(element: Asked, form: HTMLFormElement): unknown {
  const fields = new FormData(form)
  const texts = (name: string) => fields.getAll(name).filter((value) => typeof value === 'string')
  const values = texts(`q:${element.name}`)
  const [first = ''] = values
  const state = texts(`s:${element.name}`)[0]
  switch (element.type) {
    case 'rating':
      return first === '' ? undefined : numberOr(first)
    case 'radiogroup':
      return element.choices?.find(({ value }) => String(value) === first)?.value
    case 'checkbox':
      return values.length === 0 ? undefined : values
    case 'multipletext': {
      const points = (element.items ?? []).flatMap(({ name }): [string, unknown][] => {
        const [text = ''] = texts(`q:${element.name}/${name}`)
        return text.trim() === '' ? [] : [[name, numberOr(text)]]
      })
      return points.length === 0 ? state : Object.fromEntries(points)
    }
    case 'text':
      return first.trim() === '' ? state : numberOr(first)
    default:
      return first.trim() === '' ? state : first.replaceAll('\r\n', '\n')
  }
}
