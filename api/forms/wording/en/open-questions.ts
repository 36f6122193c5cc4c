import type { FamilyWording } from '../join-families.ts'

export const openQuestions: FamilyWording = {
  items: { 'open.{each}': '{entry}' },
  helps: { 'open.{each}': 'In your own words, as short as you like. Please name nobody.' },
  instruments: {
    'open-questions': {
      title: 'Open questions',
      description: 'Questions of your own, answered in words. The answers are read by words and topics.',
    },
  },
  parameters: {
    'open-questions': {
      questions: {
        title: 'Questions',
        help: 'Ask one thing at a time: “What should we do better?” One or two such questions are enough for most people.',
      },
    },
  },
}
