import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the respondent's page brings along besides its words. */
export interface PageAssets {
  /** The style sheet's text, written into the page. */
  readonly style: string
  /** Address of the page's script, named by its hash; undefined where the pages were not built. */
  readonly script: string | undefined
}

interface Manifest {
  readonly [source: string]: { readonly file: string; readonly css?: readonly string[] }
}

/** Finds the built script and style of the respondent's page. `folder`: of the built pages, undefined for none. */
export async function readPageAssets(folder: string | undefined): Promise<PageAssets> {
  if (folder === undefined) return { style: '', script: undefined }
  const manifest = JSON.parse(await readFile(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest
  const entry = manifest['respond/main.ts']
  if (entry === undefined) throw new Error('readPageAssets: the built pages hold no respond/main.ts')
  const styles = (entry.css ?? []).map((name) => readFile(join(folder, name), 'utf8'))
  return { style: (await Promise.all(styles)).join('\n'), script: `/${entry.file}` }
}
