import type { FamilyWording } from '../join-families.ts'

export const simpleIndices: FamilyWording = {
  items: {
    nps: 'How likely are you to recommend {brand} to friends or colleagues?',
    'nps-reason': 'What is the main reason for your answer?',
    csat: 'Overall, how satisfied are you with {brand}?',
    ces: '{brand} made it easy to handle my request.',
    'ces-effort': 'How much effort did you have to make yourself to get your request handled by {brand}?',
    'touch-overall': 'All in all, how satisfied are you with your dealings with {brand}?',
    'touch.{each}.satisfaction': 'At {brand}: how satisfied are you with {entry}?',
    'touch.{each}.effort': '{brand} made this easy for me: {entry}.',
  },
  helps: {
    'nps-reason': 'In your own words. Please name nobody.',
  },
  ends: {
    'satisfied-5': {
      min: 'Very dissatisfied',
      max: 'Very satisfied',
      points: [
        { label: 'Very dissatisfied', help: 'angry; I complain and warn others' },
        { label: 'Dissatisfied', help: 'annoyed; I hope it is put right' },
        { label: 'Neither', help: 'nothing to complain about, nothing to praise' },
        { label: 'Satisfied', help: 'pleased; I would recommend it' },
        { label: 'Very satisfied', help: 'delighted; I tell others unasked' },
      ],
    },
    effort: { min: 'Very little effort', max: 'Very much effort' },
  },
  instruments: {
    nps: {
      title: 'Recommendation (NPS)',
      description:
        'One question from 0 to 10: the share who would recommend you, less the share who would not.',
    },
    csat: {
      title: 'Satisfaction in five levels (CSAT)',
      description: 'One question with five labelled levels; the score is the share of the two best.',
    },
    ces: {
      title: 'Customer effort (CES)',
      description: 'One question on how easy you made it. Best asked right after a request or purchase.',
    },
    touchpoint: {
      title: 'Touchpoints',
      description:
        'Satisfaction and effort at each place where customers meet you. You name the touchpoints.',
    },
  },
  parameters: {
    nps: {
      reason: {
        title: 'Ask why',
        help: 'Adds a text question after the rating. Its answers can be read by words and topics.',
      },
    },
    ces: {
      form: {
        title: 'Form of the question',
        help: 'Keep one form within a program: the scores of the two cannot be compared.',
        values: {
          ease: 'Agreement that it was easy, 1 to 7 (high is good)',
          effort: 'Own effort, 1 to 5 (low is good), to continue an older series',
        },
      },
    },
    touchpoint: {
      touchpoints: {
        title: 'Touchpoints',
        help: 'Name each so that it reads well after “how satisfied are you with”: “paying at the till”.',
      },
      overall: {
        title: 'Ask for satisfaction as a whole',
        help: 'Shows which touchpoint counts most. Leave off when another module of the program asks it.',
      },
      asked: {
        title: 'Touchpoints per respondent',
        help: 'Each respondent is asked so many, drawn at random. Fewer questions each, all touchpoints covered.',
      },
    },
  },
}
