import type { ContactImportPreview } from '../../api/contract/contact-import.ts'

/**
 * How many rows of a file would change the register. `exact` when every row was looked at; otherwise the rows of the
 * file, of which some may be refused or left as they are.
 */
export function willImport({
  rows,
  checked,
  fates,
}: Pick<ContactImportPreview, 'rows' | 'checked' | 'fates'>): {
  readonly exact: boolean
  readonly rows: number
} {
  return checked < rows ? { exact: false, rows } : { exact: true, rows: fates.add + fates.update }
}
