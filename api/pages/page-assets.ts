import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the respondent's page brings along besides its words. */
export interface PageAssets {
  /** The style sheet's text, written into the page. */
  readonly style: string
  /** Address of the page's script, named by its hash; undefined where the pages were not built. */
  readonly script: string | undefined
  /** What a reload without a network needs; undefined where the pages were not built. */
  readonly away?: {
    /** The worker's code, without what it keeps. */
    readonly worker: string
    /** Addresses of every script of the page. */
    readonly files: readonly string[]
  }
}

interface Manifest {
  readonly [source: string]: {
    readonly file: string
    readonly css?: readonly string[]
    readonly imports?: readonly string[]
    readonly dynamicImports?: readonly string[]
  }
}

/** Finds the built script and style of the respondent's page. `folder`: of the built pages, undefined for none. */
export async function readPageAssets(folder: string | undefined): Promise<PageAssets> {
  if (folder === undefined) return { style: '', script: undefined }
  const manifest = JSON.parse(await readFile(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest
  const entry = manifest['respond/main.ts']
  if (entry === undefined) throw new Error('readPageAssets: the built pages hold no respond/main.ts')
  const worker = manifest['respond/worker.ts']
  if (worker === undefined) throw new Error('readPageAssets: the built pages hold no respond/worker.ts')
  const styles = (entry.css ?? []).map((name) => readFile(join(folder, name), 'utf8'))
  return {
    style: (await Promise.all(styles)).join('\n'),
    script: `/${entry.file}`,
    away: {
      worker: await readFile(join(folder, worker.file), 'utf8'),
      files: [...scriptsFrom(manifest, 'respond/main.ts')].map((file) => `/${file}`).sort(),
    },
  }
}

/** The script of a source and all that it loads, at once or later. */
function scriptsFrom(manifest: Manifest, source: string, found = new Set<string>()): ReadonlySet<string> {
  const chunk = manifest[source]
  if (chunk === undefined || found.has(chunk.file)) return found
  found.add(chunk.file)
  const { imports = [], dynamicImports = [] } = chunk
  for (const one of [...imports, ...dynamicImports]) scriptsFrom(manifest, one, found)
  return found
}
