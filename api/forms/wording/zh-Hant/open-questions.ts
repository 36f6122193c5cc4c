import type { FamilyWording } from '../join-families.ts'

export const openQuestions: FamilyWording = {
  items: { 'open.{each}': '{entry}' },
  helps: { 'open.{each}': '請用您自己的話說明，長短不拘，不需要寫出任何人的姓名。' },
  instruments: {
    'open-questions': {
      title: '開放題',
      description: '您自己的問題，以文字回答。回答可依詞語與主題分析。',
    },
  },
  parameters: {
    'open-questions': {
      questions: {
        title: '問題',
        help: '一題只問一件事，例如「我們哪裡應該做得更好？」一般問一兩題就夠了。',
      },
    },
  },
}
