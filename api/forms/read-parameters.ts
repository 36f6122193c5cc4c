import {
  type Instrument,
  LANGUAGES,
  type Language,
  type Parameter,
} from '../../stats/instruments/instrument.ts'

/** One of the designer's own features, attributes or questions. `key`: stable, part of the item's code. */
export interface Entry {
  readonly key: string
  readonly text: Readonly<Partial<Record<Language, string>>>
  readonly description?: Readonly<Partial<Record<Language, string>>>
  /** Id of an uploaded picture. */
  readonly picture?: string
}

export type Setting = readonly Entry[] | readonly string[] | boolean | number | string

/** One value per parameter of the instrument. */
export type Settings = Readonly<Record<string, Setting>>

export interface ParameterProblem {
  readonly parameter: string
  readonly reason: string
  readonly message: string
}

const ENTRY_KEY = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/
/** Never an address: respondents' pages load pictures from here only. */
const PICTURE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const LONGEST_TEXT = 300
const LONGEST_DESCRIPTION = 1000

/** The settings of a module, defaults filled in, with every problem named. `given`: of unknown shape. */
export function readParameters(
  instrument: Instrument,
  given: Readonly<Record<string, unknown>>,
): { readonly settings: Settings; readonly problems: readonly ParameterProblem[] } {
  const parameters = instrument.parameters ?? []
  const problems: ParameterProblem[] = []
  const settings: Record<string, Setting> = {}
  for (const parameter of parameters) {
    const reading = withoutTakenKeys(readParameter(parameter, given[parameter.name]), parameter, instrument)
    settings[parameter.name] = reading.setting
    problems.push(
      ...reading.faults.map(([reason, message]) => ({ parameter: parameter.name, reason, message })),
    )
  }
  for (const name of Object.keys(given)) {
    if (parameters.some((parameter) => parameter.name === name)) continue
    const message = `"${instrument.name}" has no such setting`
    problems.push({ parameter: name.slice(0, 60), reason: 'unknown-parameter', message })
  }
  return { settings, problems }
}

interface Reading {
  readonly setting: Setting
  readonly faults: readonly (readonly [reason: string, message: string])[]
}

/** Without the entries whose questions would have the code of one that the instrument asks anyway. */
function withoutTakenKeys(reading: Reading, { name, kind }: Parameter, { items }: Instrument): Reading {
  if (kind !== 'entries') return reading
  const templates = items.flatMap(({ code, each }) => (each === name ? [code] : []))
  const own = new Set(items.flatMap(({ code, each }) => (each === undefined ? [code] : [])))
  const isTaken = ({ key }: Entry) => templates.some((code) => own.has(code.replaceAll('{each}', () => key)))
  const entries = reading.setting as readonly Entry[]
  const taken = entries.filter(isTaken)
  return {
    setting: entries.filter((entry) => !taken.includes(entry)),
    faults: [
      ...reading.faults,
      ...taken.map(
        ({ key }) => ['taken', `cannot have the key "${key}", which a question of its own has`] as const,
      ),
    ],
  }
}

/** What is missing or null is the default, whatever the kind of setting. */
function readParameter(parameter: Parameter, value: unknown): Reading {
  const given = value ?? defaultOf(parameter)
  switch (parameter.kind) {
    case 'entries':
      return readEntries(parameter, given)
    case 'switch':
      return typeof given === 'boolean'
        ? fine(given)
        : fault(parameter.default, 'not-a-switch', 'is either on or off (true or false)')
    case 'choice':
      return typeof given === 'string' && parameter.of.includes(given)
        ? fine(given)
        : fault(parameter.default, 'unknown-choice', `is one of ${parameter.of.join(', ')}`)
    case 'subset':
      return readSubset(parameter, given)
    case 'number': {
      const { min, max } = parameter
      return typeof given === 'number' && Number.isInteger(given) && given >= min && given <= max
        ? fine(given)
        : fault(parameter.default, 'out-of-range', `is a whole number from ${min} to ${max}`)
    }
  }
}

const defaultOf = (parameter: Parameter): Setting => (parameter.kind === 'entries' ? [] : parameter.default)

function readSubset({ of, min }: Parameter & { kind: 'subset' }, given: unknown): Reading {
  if (!Array.isArray(given) || given.some((part) => typeof part !== 'string' || !of.includes(part))) {
    return fault([], 'unknown-choice', `is a list of ${of.join(', ')}`)
  }
  if (new Set(given).size < given.length) return fault([], 'duplicate', 'names the same part twice')
  // In the order of the instrument, whatever order they were ticked in.
  const parts = of.filter((part) => given.includes(part))
  return parts.length < min ? fault(parts, 'too-few', `needs at least ${min}`) : fine(parts)
}

function readEntries({ min, max, described }: Parameter & { kind: 'entries' }, given: unknown): Reading {
  if (!Array.isArray(given)) return fault([], 'not-a-list', 'is a list of entries')
  const faults: (readonly [string, string])[] = []
  if (given.length < min) faults.push(['too-few', `needs at least ${min}, has ${given.length}`])
  if (given.length > max) faults.push(['too-many', `takes at most ${max}, has ${given.length}`])
  const entries: Entry[] = []
  for (const [place, one] of given.slice(0, max).entries()) {
    const entry = readEntry(one, described)
    if (typeof entry === 'string') faults.push(['entry', `entry ${place + 1} ${entry}`])
    else if (entries.some(({ key }) => key === entry.key))
      faults.push(['duplicate', `entry ${place + 1} has the key "${entry.key}" of an earlier one`])
    else entries.push(entry)
  }
  return { setting: entries, faults }
}

/** The entry, or what is wrong with it. */
function readEntry(given: unknown, described: boolean): Entry | string {
  if (typeof given !== 'object' || given === null) return 'is not an entry'
  const { key, text, description, picture, ...others } = given as Readonly<Record<string, unknown>>
  if (typeof key !== 'string' || !ENTRY_KEY.test(key)) {
    return 'needs a key of at most 40 small letters, digits and hyphens'
  }
  if (Object.keys(others).length > 0) return 'has more than key, text, description and picture'
  if (!isText(text, LONGEST_TEXT)) return `needs a text of at most ${LONGEST_TEXT} characters per language`
  if (!described && (description !== undefined || picture !== undefined)) {
    return 'takes neither description nor picture'
  }
  if (description !== undefined && !isText(description, LONGEST_DESCRIPTION)) {
    return `has a description of more than ${LONGEST_DESCRIPTION} characters`
  }
  if (picture !== undefined && !(typeof picture === 'string' && PICTURE_ID.test(picture))) {
    return 'has a picture that is not the id of an uploaded one'
  }
  return {
    key,
    text,
    ...(description === undefined || Object.keys(description).length === 0 ? {} : { description }),
    ...(picture === undefined ? {} : { picture }),
  }
}

function isText(given: unknown, longest: number): given is Entry['text'] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false
  return Object.entries(given).every(
    ([language, text]) =>
      LANGUAGES.some((known) => known === language) &&
      typeof text === 'string' &&
      text.length <= longest &&
      text.trim() !== '' &&
      text.isWellFormed() &&
      !text.includes('\0'),
  )
}

const fine = (setting: Setting): Reading => ({ setting, faults: [] })
const fault = (setting: Setting, reason: string, message: string): Reading => ({
  setting,
  faults: [[reason, message]],
})
