import { describe, expect, it } from 'vitest'
import { createEncodingProbe, decodeText, type Encoding } from '../../api/files/text-encoding.ts'

const probe = (...chunks: Buffer[]) => {
  const probe = createEncodingProbe()
  for (const chunk of chunks) probe.add(chunk)
  return probe.encoding()
}

async function read(encoding: Encoding, ...chunks: Buffer[]): Promise<string> {
  let text = ''
  const source = (async function* () {
    yield* chunks
  })()
  for await (const piece of decodeText(source, encoding)) text += piece
  return text
}

describe('the encoding of a file', () => {
  const utf8 = Buffer.from('姓名,邮箱\n')

  it('is UTF-8 also when a character is cut in two between chunks', async () => {
    expect(probe(utf8.subarray(0, 1), utf8.subarray(1))).toBe('utf-8')
    expect(await read('utf-8', utf8.subarray(0, 4), utf8.subarray(4))).toBe('姓名,邮箱\n')
  })

  it('is not UTF-8 when the last character is cut off, or a wrong byte comes late', () => {
    expect(probe(utf8, Buffer.from([0xe5, 0xa7]))).toBe('gb18030')
    expect(probe(Buffer.alloc(100_000, 'a'), Buffer.from([0xd5, 0xc5, 0x2c]))).toBe('gb18030')
  })

  it('is told by its mark, which is no part of the text', async () => {
    const little = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('名', 'utf16le')])
    expect(probe(little)).toBe('utf-16le')
    expect(await read('utf-16le', little)).toBe('名')
    expect(await read('utf-8', Buffer.from('\uFEFFname'))).toBe('name')
  })

  it.each([
    ['utf-8', Buffer.from([0xff, 0xff]), 'is not UTF-8 text'],
    ['utf-16le', Buffer.from([0x41]), 'is not UTF-16LE text'],
    ['utf-8', Buffer.from('a\0b'), 'holds NUL characters'],
  ] as const)('%s refuses what is none', async (encoding, bytes, sentence) => {
    await expect(read(encoding, bytes)).rejects.toThrow(sentence)
  })
})
