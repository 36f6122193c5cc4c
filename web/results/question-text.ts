import type { Program } from '../../api/contract/program.ts'
import type { Language } from '../i18n/languages.ts'

/** What a question asks about one brand: the program's own words in the places of {brand}, {category} and {period}. */
export function questionText(
  text: string,
  brand: string,
  { category, period }: Pick<Program, 'category' | 'period'>,
  language: Language,
): string {
  // Functions, because `$&` in a typed name would be read as a pattern.
  return text
    .replaceAll('{brand}', () => brand)
    .replaceAll('{category}', () => inLanguage(category, language) ?? '…')
    .replaceAll('{period}', () => inLanguage(period, language) ?? '…')
}

/** The reader's language may be none of the program's. */
const inLanguage = (texts: Readonly<Partial<Record<Language, string>>>, language: Language) =>
  texts[language] ?? Object.values(texts)[0]
