import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git', '.data'])

/** Every file of the repository; in a copy without git, every file that is not made by a tool. */
const FILES = (existsSync(join(ROOT, '.git')) ? tracked() : walked('')).filter((file) =>
  existsSync(join(ROOT, file)),
)

function tracked(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean)
}

function walked(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (NOT_OURS.has(entry.name)) return []
    return entry.isDirectory() ? walked(path) : [path]
  })
}

const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const SOURCES = FILES.filter((file) => /^(api|web|stats|migrations)\/.*\.tsx?$/.test(file))

interface Import {
  /** A path inside the repository, or a package's name. */
  readonly target: string
  /** Gone after the types are stripped. */
  readonly isType: boolean
  readonly names: readonly string[]
  /** The names that are types among them; `*` for all there are. */
  readonly all: readonly string[]
}

/** `import { type A }` is an import at run time, with nothing in it: only `import type` counts as types. */
function importsOf(file: string, text: string): Import[] {
  const statement =
    /^(?:import|export)\s+(type\s+)?(?:([^'"`;]*?)\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm
  return [...text.matchAll(statement)].map(([, type, names = '', from, dynamic]) => {
    const target = from ?? dynamic ?? ''
    const given = names
      .replaceAll(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    const plain = (name: string) => name.replace(/^type\s+/, '').split(/\s+as\s+/)[0] ?? name
    return {
      target: target.startsWith('.') ? posix.join(posix.dirname(file), target) : target,
      isType: type !== undefined,
      names: given.filter((name) => !name.startsWith('type ')).map(plain),
      all: dynamic === undefined ? given.map(plain) : ['*'],
    }
  })
}

interface Rule {
  readonly room: RegExp
  /** Values may come from here and the room itself; anything else is an offence. */
  readonly only?: readonly (string | RegExp)[]
  /** Neither values nor types may come from here. */
  readonly never?: readonly (string | RegExp)[]
  readonly remedy: string
}

const METHOD = /^stats\/(?!core\/|coding\/|instruments\/)([a-z-]+)\//
const STATISTICS = ['ml-matrix', 'simple-statistics', 'ml-pca', 'ml-kmeans', 'ml-hclust']

/** The import table of DESIGN 3. Strings are folders, files or packages by their beginning. */
const RULES: readonly Rule[] = [
  {
    room: /^stats\//,
    never: ['api/', 'web/', 'migrations/', 'node:'],
    remedy: 'stats is pure arithmetic; hand it what it needs',
  },
  {
    room: /^stats\/instruments\//,
    only: [],
    never: [/^stats\/(?!instruments\/)/],
    remedy: 'instruments are data',
  },
  {
    room: /^stats\/core\//,
    only: ['ml-matrix', 'simple-statistics'],
    never: [/^stats\/(?!core\/)/],
    remedy: 'core stands below every other room of stats',
  },
  {
    room: /^stats\/coding\//,
    only: ['stats/instruments/'],
    never: ['stats/core/', METHOD],
    remedy: 'coding turns answers into numbers and knows no statistics',
  },
  {
    room: METHOD,
    only: ['stats/core/', 'stats/coding/', 'stats/instruments/', ...STATISTICS],
    remedy: 'methods do not know each other: join them in stats/analyse.ts or move what both need to core',
  },
  {
    room: /^migrations\//,
    only: ['kysely'],
    never: ['api/', 'web/', 'stats/'],
    remedy: 'migrations are frozen',
  },
  {
    room: /^api\/contract\//,
    only: ['zod'],
    never: ['api/db/', 'api/services/'],
    remedy: 'the wire knows only zod',
  },
  {
    room: /^api\/db\//,
    only: [
      'kysely',
      'pg',
      'node:',
      'migrations/',
      'api/contract/',
      'api/ids.ts',
      'stats/coding/observation.ts',
    ],
    never: ['api/services/', 'api/routes/', 'hono'],
    remedy: 'queries are plain functions; who calls them is above',
  },
  {
    room: /^api\/forms\//,
    only: [
      ...['stats/instruments/', 'stats/coding/', 'survey-core', 'markdown-it', 'markdown-it-cjk-friendly'],
      ...['api/errors.ts', 'api/canonical-json.ts'],
    ],
    never: ['api/db/', 'api/services/', 'api/routes/', 'hono'],
    remedy: 'a form is made from a design, without looking anything up',
  },
  {
    room: /^api\/pages\//,
    only: ['hono', 'api/forms/', 'api/contract/', 'node:fs/promises', 'node:path'],
    never: ['api/db/', 'api/routes/'],
    remedy: 'a page is a function of what it is handed: no queries, no requests',
  },
  {
    room: /^api\/files\//,
    never: ['api/db/', 'api/services/', 'api/routes/', 'hono'],
    remedy: 'files are read and written, not interpreted',
  },
  {
    room: /^api\/services\//,
    never: ['hono', '@hono/', 'api/routes/', 'api/app.ts', 'api/jobs/smtp.ts', 'web/'],
    remedy: 'a service knows nothing of HTTP, and is handed its way to send mail',
  },
  {
    room: /^api\/routes\//,
    only: [
      ...['hono', '@hono/', 'zod', 'qrcode', 'node:fs/promises', 'node:path'],
      ...['api/services/', 'api/pages/', 'api/contract/', 'api/errors.ts', 'api/validate.ts', 'api/db/'],
      ...['api/forms/summaries.ts', 'api/files/write-csv.ts'],
    ],
    remedy: 'a route parses, calls a service, answers',
  },
  { room: /^api\//, never: ['web/', 'react', '@mantine/'], remedy: 'the server does not know the pages' },
  {
    room: /^web\/respond\//,
    only: ['survey-core', 'survey-react-ui', 'react', 'react-dom'],
    never: [/^web\/(?!respond\/)/, '@mantine/', '@tanstack/', '@visx/'],
    remedy: 'the respondent’s page carries nothing of the studio',
  },
  {
    room: /^web\/charts\//,
    only: ['react', '@visx/', '@dagrejs/dagre'],
    never: [/^web\/(?!charts\/)/],
    remedy: 'a chart is a function of data: no fetching, no language',
  },
  {
    room: /^web\/panels\//,
    never: [/^web\/(api-client|queries|session|routes|main)\b/, /^web\/(studio|results|admin|respond)\//],
    remedy: 'a panel is handed its result; the page fetches it',
  },
]

const hits = (patterns: readonly (string | RegExp)[], target: string) =>
  patterns.some((pattern) =>
    typeof pattern === 'string'
      ? target === pattern || target.startsWith(/[/:]$/.test(pattern) ? pattern : `${pattern}/`)
      : pattern.test(target),
  )

/** The rooms' own folder: two names deep in api, stats and web, one elsewhere. */
const roomOf = (file: string) =>
  `${file
    .split('/')
    .slice(0, file.startsWith('migrations/') ? 1 : 2)
    .join('/')}/`

/** Reading is all that a route may do in the database. */
const READS = /^(find|list|count|has|withOrganisation)/

function offencesOf(file: string, text: string): string[] {
  const found: string[] = []
  for (const { target, isType, names } of importsOf(file, text)) {
    for (const { room, only, never = [], remedy } of RULES) {
      if (!room.test(file)) continue
      const own = target.startsWith(roomOf(file))
      const stranger = only !== undefined && !isType && !own && !hits(only, target)
      if (!stranger && (own || !hits(never, target))) continue
      found.push(`${file} imports ${target}: ${remedy}`)
      break
    }
    if (file.startsWith('web/') && !isType && /^(api|stats|migrations)\//.test(target)) {
      found.push(`${file} imports ${target}: the browser may know its types only (import type)`)
    }
    if (file.startsWith('api/routes/') && !isType && target.startsWith('api/db/')) {
      for (const name of names.filter((name) => !READS.test(name))) {
        found.push(`${file} imports ${name} of ${target}: only services write`)
      }
    }
  }
  return found
}

/** Code without its comments and texts, lines kept. */
const bare = (text: string) =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1')
    .replaceAll(/`(?:\\.|[^`\\])*`/g, '``')
    .replaceAll(/'(?:\\.|[^'\\\n])*'/g, "''")

/** What the three start files, and the code a thread begins with, may do when they are loaded. */
const STARTERS = [
  ...['api/main.ts', 'api/worker.ts', 'api/cli.ts'],
  ...['api/jobs/resampling-thread.ts', 'api/files/workbook-thread.ts'],
]
const EFFECT =
  /^(?:await|try|if|for|while|switch|void|new|throw|process)\b.*|^[\w.?]+\(.*|^(?:export )?(?:const|let) .*= await .*/gm

/** By a name made when it runs, or from outside: the texts of each language, and the library's door. */
const TAKEN_WHOLE = /^(?:web\/i18n\/(?:en|zh-hans|zh-hant)\/|stats\/index\.ts$)/
const EXPORTED = /^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)/gm

/** What no code of the product uses, and why it is there all the same. */
const UNUSED: Readonly<Record<string, string>> = {
  'stats/analyse.ts exports besideItemsOf':
    'says of a method whether it reads two slices; tests of every method ask',
}

/** Beside its own declaration, and the type that a schema stands for. */
function isUsedIn(text: string, name: string): boolean {
  const rest = text
    .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replaceAll(EXPORTED, (head, own) => (own === name ? '' : head))
    .replaceAll(`z.infer<typeof ${name}>`, '')
  return new RegExp(`\\b${name}\\b`).test(rest)
}

describe('the house', () => {
  it('has the sources this test thinks it reads', () => {
    for (const room of ['api/', 'web/', 'stats/', 'migrations/']) {
      expect(SOURCES.filter((file) => file.startsWith(room)).length).toBeGreaterThan(3)
    }
  })

  it('imports along the arrows only', () => {
    expect(SOURCES.flatMap((file) => offencesOf(file, textOf(file)))).toEqual([])
  })

  it.each([
    ['stats/core/a.ts', "import { x } from '../pls/b.ts'"],
    ['stats/core/a.ts', "import type { X } from '../pls/b.ts'"],
    ['stats/core/a.ts', "import { readFileSync } from 'node:fs'"],
    ['stats/instruments/a.ts', "import { x } from '../core/b.ts'"],
    ['stats/coding/a.ts', "import {\n  x,\n  y,\n} from '../core/b.ts'"],
    ['stats/pls/a.ts', "import { x } from '../kano/b.ts'"],
    ['stats/pls/a.ts', "import { x } from '../../api/ids.ts'"],
    ['stats/pls/a.ts', "import lodash from 'lodash'"],
    ['migrations/0009-a.ts', "import { x } from '../api/ids.ts'"],
    ['api/contract/a.ts', "import { x } from '../ids.ts'"],
    ['api/db/a.ts', "import { x } from '../services/b.ts'"],
    ['api/db/a.ts', "import type { X } from '../routes/b.ts'"],
    ['api/forms/a.ts', "import { x } from '../db/b.ts'"],
    ['api/services/a.ts', "import { Hono } from 'hono'"],
    ['api/services/a.ts', "import type { Env } from '../routes/context.ts'"],
    ['api/pages/a.ts', "import { findForm } from '../db/forms.ts'"],
    ['api/pages/a.ts', "import { eraseResponse } from '../services/erase-response.ts'"],
    ['api/routes/a.ts', "import { insertBrand } from '../db/brands.ts'"],
    ['api/routes/a.ts', "import { findBrand, updateBrand as findIt } from '../db/brands.ts'"],
    ['api/routes/a.ts', "import { sql } from 'kysely'"],
    ['web/panels/a.tsx', "import { api } from '../api-client.ts'"],
    ['web/panels/a.tsx', "const page = await import('../results/results-page.tsx')"],
    ['web/charts/a.tsx', "import { useTranslation } from 'react-i18next'"],
    ['web/charts/a.tsx', "import { x } from '../i18n/format.ts'"],
    ['web/respond/a.tsx', "import { Button } from '@mantine/core'"],
    ['web/respond/a.tsx', "import '../theme/theme.css'"],
    ['web/studio/a.tsx', "import { ROLES } from '../../api/contract/common.ts'"],
    ['web/studio/a.tsx', "import { type Role } from '../../api/contract/common.ts'"],
    ['web/results/a.tsx', "export { baseSize } from '../../stats/index.ts'"],
  ])('would name %s for: %s', (file, text) => {
    expect(offencesOf(file, text)).toEqual([expect.stringContaining(`${file} imports `)])
  })

  it.each([
    ['stats/pls/a.ts', "import { x } from '../core/b.ts'\nimport { Matrix } from 'ml-matrix'"],
    [
      'api/routes/a.ts',
      "import { findBrand, listBrands } from '../db/brands.ts'\nimport { Hono } from 'hono'",
    ],
    [
      'web/panels/a.tsx',
      "import type { Index } from '../../stats/index.ts'\nimport { Map } from '../charts/map.tsx'",
    ],
    [
      'web/respond/a.tsx',
      "import type { OpenForm } from '../../api/contract/response.ts'\nimport './respond.css'",
    ],
  ])('has nothing against %s with: %s', (file, text) => {
    expect(offencesOf(file, text)).toEqual([])
  })

  it('exports nothing that no code has a use for', () => {
    const texts = new Map(SOURCES.map((file) => [file, textOf(file)]))
    const imported = new Set<string>()
    for (const [file, text] of texts) {
      for (const { target, all } of importsOf(file, text))
        for (const name of all) imported.add(`${target} ${name}`)
    }
    const unused = [...texts].flatMap(([file, text]) => {
      if (TAKEN_WHOLE.test(file) || imported.has(`${file} *`)) return []
      const names = [...text.matchAll(EXPORTED)].map(([, name = '']) => name)
      return [...new Set(names)]
        .filter((name) => !imported.has(`${file} ${name}`) && !isUsedIn(text, name))
        .map((name) => `${file} exports ${name}`)
    })
    expect(unused.filter((name) => !Object.hasOwn(UNUSED, name))).toEqual([])
  })

  it('stats knows no clock, no chance and no console', () => {
    const impure =
      /\b(?:Math\.random|Date\.now|new Date\(\s*\)|performance\.|console\.|process\.|globalThis|crypto\.|setTimeout|fetch\()/
    const found = SOURCES.filter((file) => file.startsWith('stats/')).flatMap((file) => {
      const line = bare(textOf(file))
        .split('\n')
        .findIndex((line) => impure.test(line))
      return line < 0 ? [] : [`${file}:${line + 1} is not pure: randomness and time are arguments`]
    })
    expect(found).toEqual([])
  })

  it('starts nothing but in the files that start things', () => {
    const found = SOURCES.filter(
      (file) => /^(api|stats|migrations)\//.test(file) && !STARTERS.includes(file),
    ).flatMap((file) =>
      [...bare(textOf(file)).matchAll(EFFECT)].map(([line]) => `${file} does something when loaded: ${line}`),
    )
    expect(found).toEqual([])
    for (const starter of STARTERS)
      expect([...bare(textOf(starter)).matchAll(EFFECT)].length).toBeGreaterThan(0)
  })

  it('reads the environment in one place; elsewhere it is handed on whole', () => {
    const reading = SOURCES.filter((file) => /readConfig\(process\.env\)/.test(textOf(file)))
    expect(reading).toEqual(['api/run-program.ts'])
    const other = SOURCES.filter((file) => {
      const rest = bare(textOf(file))
        .replaceAll('readConfig(process.env)', '')
        .replaceAll('...process.env', '')
      return rest.includes('process.env')
    })
    expect(other).toEqual([])
  })
})

describe('names', () => {
  const TOP = [
    ...['api', 'web', 'stats', 'migrations', 'tests', '.ci'],
    ...[
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'biome.json',
      'vite.config.ts',
      'vitest.config.ts',
    ],
    ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', '.gitignore', '.gitattributes'],
    ...['.env.example', '.npmrc', '.nvmrc', '.editorconfig'],
  ]

  it('the top level is fixed', () => {
    const found = new Set(FILES.map((file) => file.split('/')[0] ?? ''))
    expect([...found].filter((name) => !TOP.includes(name))).toEqual([])
  })

  it('no folder is where names go to hide', () => {
    const found = FILES.filter((file) => /(^|\/)(lib|utils?|helpers?|shared|common|misc)\//.test(file))
    expect(found).toEqual([])
  })

  it('no file is called helper or the like', () => {
    const found = FILES.filter((file) => /(^|\/)(utils?|helpers?|misc|library)\.[a-z]+$/.test(file))
    expect(found).toEqual([])
  })

  it('files and folders are kebab-case; languages keep their tags', () => {
    const part =
      /^(?:\.?[a-z0-9]+(?:[-.][a-z0-9]+)*|zh-Han[st]|README\.md|CHANGELOG\.md|CONTRIBUTING\.md|LICENSE)$/
    // Copies of reference files keep the names they came with.
    const ours = FILES.filter((file) => !file.startsWith('tests/fixtures/'))
    expect(ours.filter((file) => !file.split('/').every((name) => part.test(name)))).toEqual([])
  })

  it('exports have names; only tools ask for defaults', () => {
    const asked = /^(?:[a-z]+\.config\.ts|tests\/with-[a-z-]+\.ts)$/
    const found = FILES.filter((file) => /\.tsx?$/.test(file) && !asked.test(file)).filter((file) =>
      /^export default\b|^export \{[^}]*\bas default\b/m.test(textOf(file)),
    )
    expect(found).toEqual([])
  })

  it('relative imports name their file with its extension', () => {
    const found = FILES.filter(
      (file) => /\.tsx?$/.test(file) && file !== 'tests/architecture.test.ts',
    ).flatMap((file) =>
      importsOf(file, textOf(file))
        .filter(
          ({ target }) =>
            /^(api|web|stats|migrations|tests)\//.test(target) && !/\.(tsx?|css|json)$/.test(target),
        )
        .map(({ target }) => `${file} imports ${target} without extension`),
    )
    expect(found).toEqual([])
  })

  it('nothing is silenced', () => {
    const found = FILES.filter(
      (file) => /\.tsx?$/.test(file) && file !== 'tests/architecture.test.ts',
    ).filter(
      (file) =>
        /@ts-(?:ignore|nocheck)|biome-ignore|eslint-disable/.test(textOf(file)) ||
        /: any\b|\bas any\b|<any>|any\[\]/.test(bare(textOf(file))),
    )
    expect(found).toEqual([])
  })
})

describe('packages', () => {
  const PUBLIC = 'registry.npmjs.org'

  it('come from the public registry', () => {
    const lock = JSON.parse(textOf('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>
    }
    const entries = Object.entries(lock.packages).filter(([path]) => path !== '')
    expect(entries.length).toBeGreaterThan(50)
    const elsewhere = entries.filter(
      ([, { resolved }]) => resolved !== undefined && new URL(resolved).host !== PUBLIC,
    )
    expect(elsewhere.map(([path]) => path)).toEqual([])
    expect(entries.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([])
  })

  it('no file names a private registry', () => {
    const registry =
      /\bregistry\s*=\s*\S+|https?:\/\/[^\s"'/`]*(?:registry|artifactory|nexus|verdaccio)[^\s"'/`]*/gi
    const text = FILES.filter((file) => /\.(tsx?|json|md|ya?ml|css|html|sh)$|(^|\/)\.?[a-z]+$/.test(file))
    const found = text
      .filter((file) => file !== 'tests/architecture.test.ts')
      .flatMap((file) => [...textOf(file).matchAll(registry)].map(([name]) => `${file}: ${name}`))
    expect(found.filter((line) => !line.includes(PUBLIC))).toEqual([])
  })

  it('every package that is imported is asked for in package.json', () => {
    const manifest = JSON.parse(textOf('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >
    const nameOf = (target: string) =>
      target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/')
    const found = SOURCES.flatMap((file) =>
      importsOf(file, textOf(file))
        .filter(
          ({ target, isType }) => !isType && !/^(api|web|stats|migrations|node:|package\.json)/.test(target),
        )
        .filter(({ target }) => manifest.dependencies[nameOf(target)] === undefined)
        .map(({ target }) => `${file} imports ${target}, which package.json does not list`),
    )
    expect(found).toEqual([])
  })
})
