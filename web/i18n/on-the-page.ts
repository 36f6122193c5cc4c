import type { PageTexts } from '../../api/pages/texts.ts'
import type { Language } from './languages.ts'

/** What the respondent's page says in the language of the form, whatever the reader's own is; as api/pages/texts.ts has it. */
export const ON_THE_PAGE: Readonly<Record<Language, Pick<PageTexts, 'privacy' | 'range' | 'pointsGiven'>>> = {
  en: {
    privacy: 'What happens to your answers',
    range: 'A number from {min} to {max}.',
    pointsGiven: '{given} of {total} points given.',
  },
  'zh-Hans': {
    privacy: '您的答案如何使用',
    range: '{min}到{max}之间的数字。',
    pointsGiven: '已分配{given}分，共{total}分。',
  },
  'zh-Hant': {
    privacy: '您的答案如何使用',
    range: '{min}到{max}之間的數字。',
    pointsGiven: '已分配{given}分，共{total}分。',
  },
}
