/** What a masked text says where something personal stood; in the reader's language if handed in. */
export interface MaskWords {
  readonly email: string
  readonly number: string
  readonly account: string
  readonly name: string
}

export interface MaskOptions {
  /** Names known to belong to people of this answer: its contact's, say. At least two characters each. */
  readonly names?: readonly string[]
  readonly words?: MaskWords
}

const WORDS: MaskWords = { email: '[e-mail]', number: '[number]', account: '[account]', name: '[name]' }

/**
 * An open answer with e-mail addresses, telephone and other long numbers, chat accounts and names of people masked.
 * Names are those handed in and those that the text itself presents as such, in English and Chinese; a name nobody
 * announces stays, so who reads verbatims must still be trusted. Dates and amounts stay.
 */
export function maskPersonal(text: string, { names = [], words = WORDS }: MaskOptions = {}): string {
  // Functions as replacements: `$&` in a word handed in is only text.
  const masked = text
    .replaceAll(EMAIL, () => words.email)
    .replaceAll(ACCOUNT, (_, said: string) => `${said}${words.account}`)
    .replaceAll(LONG_NUMBER, (found) => (isHarmless(found) ? found : words.number))
  const known = names
    .map((name) => name.trim())
    .filter((name) => [...name].length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce((so, name) => so.replaceAll(wholeWord(name), () => words.name), masked)
  return known
    .replaceAll(INTRODUCED, (_, said: string) => `${said}${words.name}`)
    .replaceAll(ADDRESSED, (_, title: string) => `${title}${words.name}`)
    .replaceAll(INTRODUCED_ZH, (_, said: string) => `${said}${words.name}`)
    .replaceAll(ADDRESSED_ZH, (_, title: string) => `${words.name}${title}`)
}

// Every repetition is bounded, so that a long text costs its length and no more.
const EMAIL = /[\w.%+-]{1,64}[@＠][A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g
const ACCOUNT =
  /((?:微信|微博|wechat|weixin|qq|whatsapp|telegram)(?:号码?|號碼?|\s?id)?\s{0,3}(?:[:：]|是|is\b|为|為)\s{0,3})[\w@+-]{4,40}/gi

/** Digits with what people put between them; full-width ones too. */
const LONG_NUMBER = /(?<![\d０-９.,])[+＋]?[\d０-９](?:[ ().‐–/-]{0,2}[\d０-９]){6,19}[Xx]?(?![\d０-９])/g
const DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$/

const isHarmless = (found: string) => DATE.test(found)

function wholeWord(name: string): RegExp {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  // Chinese has no spaces to stand between words.
  return /\p{Script=Han}/u.test(name)
    ? new RegExp(escaped, 'gu')
    : new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu')
}

const LATIN_NAME = String.raw`\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,2}`
const INTRODUCED = new RegExp(
  String.raw`((?<!\p{L})(?:[Mm]y name is|[Mm]y name’s|[Mm]y name's|I am called|[Nn]ame:)\s{1,3})${LATIN_NAME}`,
  'gu',
)
const ADDRESSED = new RegExp(String.raw`((?<!\p{L})(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s{1,2})${LATIN_NAME}`, 'gu')

/** The family names of nine Chinese in ten, both scripts, and the commoner ones of two characters. */
const FAMILY =
  '(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|尉遲|公孙|公孫|[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯])'
const GIVEN = String.raw`(?:(?![的了是在有和与與很太不])\p{Script=Han}){1,2}`
const INTRODUCED_ZH = new RegExp(
  String.raw`((?:我叫|本人叫|我的名字是|我的名字叫|姓名[:：是])\s{0,2})${FAMILY}${GIVEN}`,
  'gu',
)
const ADDRESSED_ZH = new RegExp(
  `${FAMILY}${GIVEN.replace('{1,2}', '{0,2}')}(先生|女士|小姐|太太|经理|經理|主任|老师|老師|师傅|師傅|医生|醫生|店长|店長)`,
  'gu',
)
