/** What one request may carry; larger files are split by their owner. */
const LIMIT_MB = 60

export type CsvFile =
  | { readonly ok: true; readonly id: string; readonly name: string; readonly text: string }
  | {
      readonly ok: false
      readonly reason: 'too-large' | 'not-utf8'
      readonly sizes: { readonly size: number; readonly limit: number }
    }

/** Text must be UTF-8, with or without a byte order mark: guessing another encoding would garble Chinese silently. */
export async function readCsvFile(file: File): Promise<CsvFile> {
  const sizes = { size: Math.ceil(file.size / 2 ** 20), limit: LIMIT_MB }
  if (sizes.size > LIMIT_MB) return { ok: false, reason: 'too-large', sizes }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return { ok: true, id: `${file.name} ${file.size} ${file.lastModified}`, name: file.name, text }
  } catch {
    return { ok: false, reason: 'not-utf8', sizes }
  }
}
