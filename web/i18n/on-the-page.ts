import type { Language } from './languages.ts'

/** What the respondent's page says in the language of the form, whatever the reader's own is; as api/pages/texts.ts has it. */
export const ON_THE_PAGE: Readonly<Record<Language, { readonly privacy: string }>> = {
  en: { privacy: 'What happens to your answers' },
  'zh-Hans': { privacy: '您的答案如何使用' },
  'zh-Hant': { privacy: '您的答案如何使用' },
}
