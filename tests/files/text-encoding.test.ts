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

  // Written with Python's codecs of these names.
  it.each([
    [
      'windows-1252',
      'customers of the west',
      '4e616d653b436974790a4dfc6c6c65723b4bf66c6e0a4a6f73e9204efaf1657a3b4120436f7275f1610ac7656c696b3b426573616ee76f6e0a47726fdf3bc42d446f72660a4f924e65696c3b5061726973209620350a',
      'Müller;Köln',
    ],
    [
      'gb18030',
      'simplified names, rare ones among them',
      'd0d5c3fb2cd3cacfe42cb3c7cad00acdf5ceb02c61406578616d706c652e6f72672cc9cfbaa30ac0ee86b42c62406578616d706c652e6f72672cb1b1bea90ad6ece9462c63406578616d706c652e6f72672cbabcd6dd0ab3c2beb22c64406578616d706c652e6f72672ccef7b0b20a',
      '王伟,a@example.org,上海',
    ],
    [
      'gb18030',
      'one name among many in Latin letters',
      '6e616d652c656d61696c0a416e6e2c61406578616d706c652e6f72670ad5c5ceb02c62406578616d706c652e6f72670a',
      'Ann,a@example.org',
    ],
    [
      'gb18030',
      'traditional names as a simplified spreadsheet writes them',
      'd0d5c3fb2ceb8ae05d0aea90ec6f2c61406578616d706c652e6f72670a8f8882a52c62406578616d706c652e6f72670a84a287f8c8412c63406578616d706c652e6f72670a',
      '陳靜,a@example.org',
    ],
    [
      'big5',
      'traditional names',
      'a96da6572cb971a46cb66ca5f32cabb0a5ab0ab3afc0522c61406578616d706c652e6f72672ca578a55f0ab169b0b62c62406578616d706c652e6f72672cb0aab6af0a',
      '陳靜,a@example.org,台北',
    ],
  ] as const)('is %s: %s, whole and in pieces', async (encoding, _, hex, secondLine) => {
    const file = Buffer.from(hex, 'hex')
    expect(probe(file)).toBe(encoding)
    expect(probe(...[...file].map((byte) => Buffer.from([byte])))).toBe(encoding)
    expect((await read(encoding, file)).split('\n')[1]).toBe(secondLine)
  })

  it.each([
    ['utf-8', Buffer.from([0xff, 0xff]), 'is not UTF-8 text'],
    ['utf-16le', Buffer.from([0x41]), 'is not UTF-16LE text'],
    ['utf-8', Buffer.from('a\0b'), 'holds NUL characters'],
  ] as const)('%s refuses what is none', async (encoding, bytes, sentence) => {
    await expect(read(encoding, bytes)).rejects.toThrow(sentence)
  })
})
