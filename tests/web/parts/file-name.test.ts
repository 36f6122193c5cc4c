import { expect, it } from 'vitest'
import { fileName } from '../../../web/parts/file-name.ts'

// Case 22: markup and worse in a brand's name, which becomes the name of a file.
it.each([
  ['Qivola', 'Qivola.png'],
  ['満意 & 移动', '満意 移动.png'],
  ['<img src=x onerror=alert(1)>', 'img src=x onerror=alert(1).png'],
  ['../../etc/passwd', 'etc passwd.png'],
  ['a\u202egnp.exe', 'agnp.exe.png'],
  ['con\u0000trol\r\nline', 'controlline.png'],
  ['=1+1', '1+1.png'],
  ['C:\\Windows\\x', 'C Windows x.png'],
  ['...', 'manyi.png'],
  ['\u200b', 'manyi.png'],
  ['', 'manyi.png'],
  ['x'.repeat(300), `${'x'.repeat(80)}.png`],
  [`${'x'.repeat(79)}👍👍`, `${'x'.repeat(79)}👍.png`],
])('%j is saved as %s', (words, name) => {
  expect(fileName(words, 'png')).toBe(name)
})
