import { z } from 'zod'
import { Text } from './common.ts'

/** …?fileName=: an upload. Its body is the file itself, as application/octet-stream. */
export const UploadQuery = z.strictObject({ fileName: Text.min(1).max(255) })

export const FileFormat = z.enum(['csv', 'xlsx'])
export type FileFormat = z.infer<typeof FileFormat>

export const FileEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252'])
export type FileEncoding = z.infer<typeof FileEncoding>

/**
 * `sheet`: of a workbook, by its name; left out, the first that people see and that has something in it. `encoding`: of
 * a text; left out, it is told from the file.
 */
export const TableQuery = UploadQuery.extend({
  sheet: Text.min(1).max(100).optional(),
  encoding: FileEncoding.optional(),
})
export type TableQuery = z.infer<typeof TableQuery>

export const Delimiter = z.enum([',', ';', '\t'])
export type Delimiter = z.infer<typeof Delimiter>

/** Which sheet of a workbook was read, and those that people see as well. */
export const SheetRead = z.strictObject({ name: z.string(), others: z.array(z.string()) })
export type SheetRead = z.infer<typeof SheetRead>
