/** Encodings of one or two bytes a character, in which spreadsheets write CSV that is not Unicode. */
export type OldEncoding = 'gb18030' | 'big5' | 'windows-1252'

const isHigh = (byte: number) => byte >= 0x80
const isCapital = (byte: number) => byte >= 0x41 && byte <= 0x5a
const isLetter = (byte: number) => isCapital(byte) || (byte >= 0x61 && byte <= 0x7a)
const isAccented = (byte: number) => byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7
const isSmall = (byte: number) => byte >= 0xdf

const APOSTROPHE = 0x92
const LEAST_LATIN_SHARE = 0.9
/** The second byte of two characters in five is ASCII in Big5; in GB18030 only of rare ones. */
const LEAST_BIG5_SHARE = 0.25
/** So many bytes above ASCII say which it is; more only take time. */
const ENOUGH = 50_000

/**
 * Tells them apart by how bytes above ASCII stand. In Windows-1252 each is a letter among ASCII (`Müller`), seldom two of them
 * (`Núñez`); two by two they are Chinese. In Big5 bytes 80 to A0 stand in no character, and second bytes often are ASCII.
 */
export function createOldEncodingProbe() {
  const latin = createLatinCount()
  const chinese = createChineseCount()
  let high = 0
  return {
    add(bytes: Uint8Array): void {
      if (high > ENOUGH) return
      for (const byte of bytes) {
        if (isHigh(byte)) high += 1
        latin.meet(byte)
        chinese.meet(byte)
      }
    },
    encoding(): OldEncoding {
      latin.meet(0x20)
      return latin.isLikely() ? 'windows-1252' : chinese.isBig5() ? 'big5' : 'gb18030'
    },
  }
}

function createLatinCount() {
  let letters = 0
  let others = 0
  // The run of bytes above ASCII that we are in, and what stood before it.
  let before = 0x20
  let length = 0
  let first = 0
  let second = 0

  const endRun = (after: number) => {
    const isCased = (last: number) => !(isSmall(last) && isCapital(after))
    const isInWord = isLetter(before) && isLetter(after)
    if (length === 1 && isAccented(first) && isCased(first)) letters += 1
    else if (length === 1 && first === APOSTROPHE && isInWord) letters += 1
    else if (length === 2 && isAccented(first) && isSmall(second) && isInWord && isCased(second)) letters += 2
    // Dashes and the like say nothing, unless a letter makes a Chinese character of them.
    else if (length > 1 || first >= 0xa1 || isLetter(after)) others += length
  }
  return {
    meet(byte: number): void {
      if (isHigh(byte)) {
        length += 1
        if (length === 1) first = byte
        if (length === 2) second = byte
        return
      }
      if (length > 0) endRun(byte)
      length = 0
      before = byte
    },
    isLikely: () => letters > 0 && letters >= LEAST_LATIN_SHARE * (letters + others),
  }
}

function createChineseCount() {
  let pairs = 0
  let asciiSeconds = 0
  let notBig5 = 0
  let lead = 0
  return {
    meet(byte: number): void {
      if (lead === 0) {
        if (isHigh(byte)) lead = byte
        return
      }
      pairs += 1
      if (byte >= 0x40 && byte < 0x7f) asciiSeconds += 1
      if (lead <= 0xa0 || lead > 0xf9 || byte < 0x40 || (byte >= 0x7f && byte <= 0xa0)) notBig5 += 1
      lead = 0
    },
    isBig5: () => pairs > 1 && notBig5 === 0 && asciiSeconds >= LEAST_BIG5_SHARE * pairs,
  }
}
