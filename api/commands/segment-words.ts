/** Words that say nothing on their own; a spec may name its own instead. */
const STOP_WORDS: Readonly<Record<string, string>> = {
  en: `a about after all also am an and any are as at be because been but by can could did do does for from get got had has
have he her his how i if in into is it its just me more most my no not of on one only or our out she so some such than that
the their them then there they this to too up us very was we were what when which who will with would you your`,
  zh: `的 了 是 我 我们 我們 你 你们 你們 他 她 它 他们 他們 在 有 和 与 與 也 都 就 很 不 没 沒 没有 沒有 还 還 又 但 但是 而 而且 着
着 过 過 吗 嗎 呢 吧 啊 这 這 那 这个 這個 那个 那個 一 一个 一個 个 個 上 下 里 裡 把 被 让 讓 给 給 对 對 从 從 到 为 為 因为 因為
所以 如果 会 會 要 能 可以 太 更 最 比较 比較 非常 什么 什麼 怎么 怎麼`,
}

/** The stop words of a language tag such as `en` or `zh-Hans`; none for other languages. */
export const stopWordsOf = (language: string): readonly string[] =>
  (STOP_WORDS[language.split('-')[0]!.toLowerCase()] ?? '').split(/\s+/).filter((word) => word !== '')

/**
 * The words of an open answer, in order: NFKC, lower case, segmented by the rules of the language; numbers and marks are
 * left out. `phrases` stay whole, for what the segmenter takes apart. Handbook 13.2.
 */
export function wordSegmenter(language: string, phrases: readonly string[] = []): (text: string) => string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const whole = new Set(phrases.map(normalised))
  const around = [...whole]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replaceAll(SYNTAX, '\\$&'))
  const parts = (text: string) =>
    whole.size === 0 ? [text] : text.split(new RegExp(`(${around.join('|')})`, 'u'))
  const segmented = (text: string) =>
    Array.from(segmenter.segment(text))
      .filter(({ isWordLike, segment }) => isWordLike && /\p{L}/u.test(segment))
      .map(({ segment }) => segment)
  return (text) => parts(normalised(text)).flatMap((part) => (whole.has(part) ? [part] : segmented(part)))
}

/** The form in which words are compared. */
export const normalised = (text: string): string => text.normalize('NFKC').toLowerCase()

const SYNTAX = /[\\^$.*+?()[\]{}|/]/g
