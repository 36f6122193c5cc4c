import { describe, expect, it } from 'vitest'
import { compileNumberFormat } from '../../api/files/compile-number-format.ts'

const shown = (format: string, value: number) => compileNumberFormat(format)?.show(value)

/** Texts by ECMA-376 part 1, 18.8.31, worked by hand; decimal point and comma as in English. */
describe('a number format', () => {
  it.each<[string, number, string]>([
    // What names something keeps its zeros.
    ['00000', 1067, '01067'],
    ['00000', 123456, '123456'],
    ['000', 0, '000'],
    ['"C-"00000', 42, 'C-00042'],
    ['\\D\\-00000', 1067, 'D-01067'],
    ['000\\-000', 12345, '012-345'],
    ['(000) 000-0000', 2125550123, '(212) 555-0123'],
    ['000-0000', 12125550123, '1212555-0123'],
    ['[$-407]00000', 1067, '01067'],
    ['[Red]000', 7, '007'],
    ['00000;-00000', -12, '-00012'],
    ['00 00 00', 123, '00 01 23'],
    // Places after the point, rounded as people round.
    ['0', 3.7, '4'],
    ['0', 12, '12'],
    ['0.00', 3.146, '3.15'],
    ['0.00', 1.005, '1.01'],
    ['0.00', 2, '2.00'],
    ['0.0#', 2.5, '2.5'],
    ['0.##', 2, '2.'],
    ['#.##', 0.5, '.5'],
    ['.00', 12.5, '12.50'],
    ['#', 0, ''],
    ['0.00', -0.5, '-0.50'],
    ['0', -0.4, '0'],
    ['0.000', 1e-7, '0.000'],
    ['0', 13800138000, '13800138000'],
    // Grouped, and in thousands.
    ['#,##0', 1234567, '1,234,567'],
    ['#,##0', 12, '12'],
    ['#,##0', 999, '999'],
    ['#,##0', 1000, '1,000'],
    ['#,##0.00', -1234.5, '-1,234.50'],
    ['00,000', 12, '00,012'],
    ['# ##0', 1234, '1 234'],
    ['#,##0,"k"', 1234567, '1,235k'],
    ['0.0,,', 1234567, '1.2'],
    // Text around, signs and percent.
    ['0" kg"', 5, '5 kg'],
    ['General" kg"', 2.5, '2.5 kg'],
    ['$#,##0.00', 1234.5, '$1,234.50'],
    ['[$€-407] 0.00', 3, '€ 3.00'],
    ['#,##0.00 €', 9.9, '9.90 €'],
    ['0%', 0.29, '29%'],
    ['0.0%', 0.1234, '12.3%'],
    ['0;(0)', -5, '(5)'],
    ['0;-0;"none"', 0, 'none'],
    ['_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', 1234, '1,234'],
    ['_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', -1234, '(1,234)'],
    ['"满意"0"分"', 8, '满意8分'],
    ['0"a;b"', 1, '1a;b'],
  ])('%s shows %d as "%s"', (format, value, text) => {
    expect(shown(format, value)).toBe(text)
  })

  it.each(['yyyy-mm-dd', '# ?/?', '0.00E+00', '@', '[>100]0;0.0', '[h]:mm', '[DBNum1]0', '', '0"open'])(
    '%s is none of numbers in places',
    (format) => {
      expect(compileNumberFormat(format)).toBeUndefined()
    },
  )

  it('tells what names something from what measures something', () => {
    for (const format of ['00000', '"C-"000', '000-0000', '00'])
      expect(compileNumberFormat(format)?.isCode).toBe(true)
    for (const format of ['0', '0.00', '#,##0', '0%', '00,000', '00.00', '0" kg"'])
      expect(compileNumberFormat(format)?.isCode).toBe(false)
  })
})
