import type { FamilyWording } from '../join-families.ts'

export const competitors: FamilyWording = {
  items: {
    'cr.known': 'Which of these have you used, or know well enough to rate? Choose those you know best.',
    'cr.{each}.satisfaction': 'Overall, how satisfied are you with {entry}?',
    'cr.{each}.value': 'How good is what {entry} offers for its price?',
    'cr.{each}.recommendation': 'How likely are you to recommend {entry} to friends or colleagues?',
  },
  instruments: {
    'competitor-rating': {
      title: 'Competitor rating',
      description:
        'Satisfaction, value for money and recommendation of every brand a respondent knows, yours and your rivals’, by the same people.',
    },
  },
  parameters: {
    'competitor-rating': {
      most: {
        title: 'Brands per respondent',
        help: 'Respondents choose at most so many brands; each takes three answers.',
      },
    },
  },
}
