import type { FamilyWording } from '../join-families.ts'

export const openQuestions: FamilyWording = {
  items: { 'open.{each}': '{entry}' },
  helps: { 'open.{each}': '请用自己的话说，长短随意，不必写出任何人的姓名。' },
  instruments: {
    'open-questions': {
      title: '开放题',
      description: '您自己的问题，用文字回答。回答可以按词语和主题来分析。',
    },
  },
  parameters: {
    'open-questions': {
      questions: {
        title: '问题',
        help: '一题只问一件事，例如“我们哪里应该做得更好？”一般问一两题就够了。',
      },
    },
  },
}
