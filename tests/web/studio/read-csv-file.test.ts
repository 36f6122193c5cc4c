import { expect, it } from 'vitest'
import { readCsvFile } from '../../../web/studio/read-csv-file.ts'

it('reads UTF-8 with and without a byte order mark alike', async () => {
  const text = 'id,地区\n1,华北\n'
  for (const content of [text, `\uFEFF${text}`]) {
    expect(await readCsvFile(new File([content], 'a.csv'))).toMatchObject({ ok: true, name: 'a.csv', text })
  }
})

it('refuses bytes that are not UTF-8 instead of garbling them', async () => {
  const gbk = new Uint8Array([0xbb, 0xaa, 0xb1, 0xb1])
  expect(await readCsvFile(new File([gbk], 'a.csv'))).toMatchObject({ ok: false, reason: 'not-utf8' })
})
