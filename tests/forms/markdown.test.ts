import { expect, it } from 'vitest'
import { markdown } from '../../api/forms/markdown.ts'

const link = (address: string, text: string) =>
  `<a href="${address}" rel="noopener noreferrer" target="_blank">${text}</a>`

it.each<[string, string]>([
  ['**b** *e* _i_', '<strong>b</strong> <em>e</em> <em>i</em>'],
  ['[a](https://x.example/p?q=1&r=2)', link('https://x.example/p?q=1&amp;r=2', 'a')],
  ['[a](mailto:x@y.example)', link('mailto:x@y.example', 'a')],
  ['one\ntwo', 'one<br>\ntwo'],
])('knows emphasis, links and lines: %j', (text, html) => {
  expect(markdown(text)).toBe(`<p>${html}</p>`)
})

// Chinese puts no space beside a mark; by the rule of CommonMark alone these print their stars.
it.each<[string, string]>([
  ['**请放心：**您的回答只用于统计。', '<strong>请放心：</strong>您的回答只用于统计。'],
  ['我们只保存**“匿名”**数据。', '我们只保存<strong>“匿名”</strong>数据。'],
  ['**“匿名”**数据', '<strong>“匿名”</strong>数据'],
  ['**本调查匿名。**您可以随时停止。', '<strong>本调查匿名。</strong>您可以随时停止。'],
  ['**本調查匿名。**您可以隨時停止。', '<strong>本調查匿名。</strong>您可以隨時停止。'],
  ['您的回答*（全部）*会保密', '您的回答<em>（全部）</em>会保密'],
  [
    '请阅读**[《说明》](https://x.example)**再继续',
    `请阅读<strong>${link('https://x.example', '《说明》')}</strong>再继续`,
  ],
  ['2 * 3 * 4，3 ** 4', '2 * 3 * 4，3 ** 4'],
])('knows emphasis beside Chinese marks: %j', (text, html) => {
  expect(markdown(text)).toBe(`<p>${html}</p>`)
})

it.each([
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](java\tscript:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](http://x.example)',
  '[a](//x.example)',
  '[a](/r/abc)',
  '[a][b]\n\n[b]: https://x.example',
  '<https://x.example>',
  'https://x.example',
  '<a href="https://x.example">a</a>',
  '<img src=x onerror=alert(1)>',
  '“<img src=x onerror=alert(1)>”',
  '# heading\n\n- list\n\n> quote\n\n`code`\n\n    block\n\n| a |\n|---|\n',
])('leaves everything else the text it is: %j', (text) => {
  expect(markdown(text)).not.toMatch(/<(?!\/?p>|br>)|="/)
})

it('shows no picture, and lets nothing out of an attribute', () => {
  expect(markdown('![p](https://x.example/p.png)')).not.toContain('<img')
  const out = markdown('[a](https://x.example/"onclick=1 "t\\" onmouseover=alert(1)")')
  expect(out.replaceAll(/="[^"]*"/g, '')).not.toMatch(/<[^>]*on(?:click|mouseover)/)
})

it.each([
  ['stars', '*'.repeat(20_000)],
  ['brackets', '['.repeat(20_000)],
  ['open links', '[a]('.repeat(5000)],
  ['stars beside Chinese marks', '**：'.repeat(6667)],
])('takes no time over 20,000 %s', (_, text) => {
  const begun = performance.now()
  markdown(text)
  expect(performance.now() - begun).toBeLessThan(2000)
})
