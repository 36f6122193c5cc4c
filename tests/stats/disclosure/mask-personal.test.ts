import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPersonal } from '../../../stats/disclosure/mask-personal.ts'

describe('case 37: in an open answer', () => {
  it.each([
    ['write to ada.lovelace+x@mail.example.co.uk please', 'write to [e-mail] please'],
    ['请联系我abc@x.com谢谢', '请联系我[e-mail]谢谢'],
    ['ada＠example.org', '[e-mail]'],
    ['call +44 (0)20 7946-0958 after six', 'call [number] after six'],
    ['我的电话13800138000，请回电', '我的电话[number]，请回电'],
    ['電話０９１２３４５６７８', '電話[number]'],
    ['身份证11010519491231002X', '身份证[number]'],
    ['微信号：ada_lovelace', '微信号：[account]'],
    ['my WeChat is adal1815', 'my WeChat is [account]'],
    ['My name is Ada King Lovelace and I am cross', 'My name is [name] and I am cross'],
    ['Thanks to Mrs. Byron in the shop', 'Thanks to Mrs. [name] in the shop'],
    ['我叫王小明，很满意', '我叫[name]，很满意'],
    ['张女士态度很好，欧阳经理也好', '[name]女士态度很好，[name]经理也好'],
    ['陳小姐很親切', '[name]小姐很親切'],
  ])('%s', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked)
  })

  it.each([
    'since 2024-11-22 and on 22.11.2024',
    'paid 1,000,000 for 12.50 each, 3 of 10 stars, 100%',
    'THE LINE IS DOWN, WECHAT TOO',
    'This is Terrible service, Really',
    'the line quality is poor',
    '很满意，师傅先生都好',
    '我叫了外卖',
    'price @ 5 euros',
    '',
  ])('stays as it is: %s', (text) => {
    expect(maskPersonal(text)).toBe(text)
  })

  it('known names go, as whole words and in any case; a name of one letter is none', () => {
    const names = ['Ada', 'Ada Lovelace', '王小明', 'J.R. (Bob)', 'B', '  ']
    expect(maskPersonal('ADA met Adaline; Ada Lovelace left', { names })).toBe(
      '[name] met Adaline; [name] left',
    )
    expect(maskPersonal('王小明说不好; J.R. (Bob) too, plan B', { names })).toBe(
      '[name]说不好; [name] too, plan B',
    )
  })

  it('the mask is in the reader’s words, whatever stands in them', () => {
    const words = { email: '$&', number: '〔号码〕', account: '〔账号〕', name: "$'" }
    expect(maskPersonal('a@b.cc 13800138000 我叫王小明', { words })).toBe("$& 〔号码〕 我叫$'")
  })

  it('whatever is written: no e-mail address is left, and it takes no time', () => {
    const noise = fc.array(
      fc.constantFrom('a@b.cc', '@', '.', '-', ' ', '1', '２', '张', '先生', 'Mr ', 'Aa', '+', 'x@', '.com'),
      { maxLength: 300 },
    )
    fc.assert(
      fc.property(noise, (parts) => {
        expect(maskPersonal(parts.join(''))).not.toMatch(/[a-z]@[a-z]+\.[a-z]+/)
      }),
      { numRuns: 300 },
    )
    const begun = performance.now()
    for (const one of ['a', 'a.', '1 ', '1-', '张', 'Aa ', 'a@', 'a@a.', 'qq', '@'])
      maskPersonal(one.repeat(20_000))
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})
