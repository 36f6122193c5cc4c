import type { z } from 'zod'
import { SOFTWARE } from '../version.ts'
import { type DataTable, readDataTable } from './data-table.ts'
import { readSpec } from './read-spec.ts'
import { fingerprint, readText } from './read-text.ts'
import { splitOnce } from './split-option.ts'
import type { Streams } from './streams.ts'
import { UsageError } from './usage-error.ts'

/** What a method found: one object for programs, the same as text for people. */
export interface Report {
  readonly result: object
  readonly text: string
}

interface Described<Spec> {
  readonly name: string
  /** Version of the result's shape and conventions, for receipts. */
  readonly version: number
  /** What it answers, the fields of the spec and one example that works in the repository. */
  readonly help: string
  readonly spec: z.ZodType<Spec>
}

/** A method of stats as a command; without data, or with data that may be left out, when it can do without. */
export type Method<Spec> = Described<Spec> &
  (
    | { readonly data: 'needed'; run(spec: Spec, data: DataTable): Report }
    | { readonly data: 'welcome'; run(spec: Spec, data: DataTable | undefined): Report }
    | { readonly data: 'none'; run(spec: Spec): Report }
    | {
        /** Two groups of people in files of their own; `second` is the option that names the other file. */
        readonly data: 'two'
        readonly second: string
        run(spec: Spec, data: DataTable, second: DataTable): Report
      }
  )

/** Runs with the words after the command's name; resolves to the exit code: 0 done, 2 the call or a file is wrong. */
export type Command = (argv: readonly string[], streams?: Streams) => Promise<number>

export const methodCommand =
  <Spec>(method: Method<Spec>): Command =>
  async (argv, streams = process) => {
    if (argv.includes('--help') || argv.includes('-h')) {
      streams.stdout.write(`${method.help}${OPTIONS}`)
      return 0
    }
    try {
      return await run(method, argv, streams)
    } catch (error) {
      const message = sentenceOf(error)
      if (message === undefined) throw error
      streams.stderr.write(`manyi ${method.name}: ${message.replaceAll(/\s*[\r\n]+\s*/g, ' ')}\n`)
      return 2
    }
  }

const OPTIONS = `
  --json   one JSON object instead of tables
  --help   this text

Data: CSV with a header, separated by comma, semicolon or tab; missing cells empty or NA.
Exit codes: 0 done, 2 something in the call or files is wrong.
`

/** A mistake of the person at the keyboard; what stats throws (\`where: what is wrong\`) is about the spec's numbers. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UsageError) return error.message
  if (error instanceof RangeError && /^[a-z][A-Za-z]+: /.test(error.message)) {
    return error.message.replace(/^[a-z][A-Za-z]+: /, '')
  }
  return undefined
}

async function run<Spec>(method: Method<Spec>, argv: readonly string[], { stdout }: Streams) {
  const { spec: specFile, data: dataFile, second: secondFile, json } = readOptions(argv, method)
  const specText = await readText(specFile)
  const spec = readSpec(specText, { file: specFile, schema: method.spec })
  const dataText = dataFile === undefined ? undefined : await readText(dataFile)
  const data = dataText === undefined ? undefined : readDataTable(dataText, dataFile!)
  const secondText = secondFile === undefined ? undefined : await readText(secondFile)
  const second = secondText === undefined ? undefined : readDataTable(secondText, secondFile!)
  const { result, text } = runWith(method, spec, data, second)
  const receipt = {
    software: SOFTWARE,
    method: `${method.name} ${method.version}`,
    options: spec,
    input: {
      ...(dataText === undefined ? {} : { data: fingerprint(dataText) }),
      ...(secondText === undefined ? {} : { second: fingerprint(secondText) }),
      spec: fingerprint(specText),
    },
  }
  const written = JSON.stringify({ ...result, receipt }, finiteOnly)
  stdout.write(json ? `${written}\n` : `${text}\n${receiptLine(receipt)}\n`)
  return 0
}

/** JSON would write null for a number that is none: such a result is a bug, and no output at all. */
function finiteOnly(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`result: "${key}" is ${value}`)
  return value
}

function runWith<Spec>(
  method: Method<Spec>,
  spec: Spec,
  data: DataTable | undefined,
  second: DataTable | undefined,
): Report {
  if (method.data === 'none') return method.run(spec)
  if (method.data === 'welcome') return method.run(spec, data)
  if (data === undefined) throw missingOption('data', method.name)
  if (method.data === 'two') {
    if (second === undefined) throw missingOption(method.second, method.name)
    return method.run(spec, data, second)
  }
  return method.run(spec, data)
}

const receiptLine = ({
  software,
  method,
  input,
}: {
  readonly software: string
  readonly method: string
  readonly input: { readonly data?: string; readonly second?: string; readonly spec: string }
}): string =>
  `receipt: ${software}, ${method},${input.data === undefined ? '' : ` data ${input.data},`}${input.second === undefined ? '' : ` second ${input.second},`} spec ${input.spec}`

function readOptions<Spec>(argv: readonly string[], method: Method<Spec>) {
  const { name, data } = method
  const second = method.data === 'two' ? method.second : undefined
  const known = ['spec', ...(data === 'none' ? [] : ['data']), ...(second === undefined ? [] : [second])]
  const given = new Map<string, string>()
  let json = false
  for (let at = 0; at < argv.length; at++) {
    const [word = '', inline] = splitOnce(argv[at]!)
    if (word === '--json' && inline === undefined) {
      json = true
      continue
    }
    const option = known.find((candidate) => `--${candidate}` === word)
    if (option === undefined) throw new UsageError(`unknown option "${word}", see manyi ${name} --help`)
    if (given.has(option)) throw new UsageError(`option ${word} is given twice`)
    const value = inline ?? argv[++at]
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) {
      throw new UsageError(`option ${word} needs a value`)
    }
    given.set(option, value)
  }
  const spec = given.get('spec')
  if (spec === undefined) throw missingOption('spec', name)
  const needed = { needed: ['data'], two: ['data', second ?? ''], welcome: [], none: [] }[data]
  const missing = needed.find((option) => !given.has(option))
  if (missing !== undefined) throw missingOption(missing, name)
  return { spec, data: given.get('data'), second: given.get(second ?? ''), json }
}

const missingOption = (option: string, name: string) =>
  new UsageError(`option --${option} is missing, see manyi ${name} --help`)
