export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * What a picture is by its own bytes, from the first to the last: a file that begins like a picture and goes on as
 * something else is none. Undefined for everything that is not a whole PNG, JPEG or WebP.
 * PNG 1.2 §3 (chunks, IEND last); JPEG T.81 (SOI … EOI); WebP container (RIFF size covers the file).
 */
export function pictureType(bytes: Buffer): PictureType | undefined {
  if (isPng(bytes)) return 'image/png'
  if (isJpeg(bytes)) return 'image/jpeg'
  if (isWebp(bytes)) return 'image/webp'
  return undefined
}

function isPng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, 8).equals(PNG)) return false
  for (let at = 8, first = true; at + 12 <= bytes.length; first = false) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (first && type !== 'IHDR') return false
    at += 12 + length
    if (type === 'IEND') return length === 0 && at === bytes.length
  }
  return false
}

function isJpeg(bytes: Buffer): boolean {
  const begins = bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 && bytes[2] === 0xff
  return begins && bytes.readUInt16BE(bytes.length - 2) === 0xffd9
}

function isWebp(bytes: Buffer): boolean {
  if (bytes.length < 16 || bytes.toString('latin1', 0, 4) !== 'RIFF') return false
  if (bytes.toString('latin1', 8, 12) !== 'WEBP' || bytes.toString('latin1', 12, 15) !== 'VP8') return false
  return bytes.readUInt32LE(4) + 8 === bytes.length
}
