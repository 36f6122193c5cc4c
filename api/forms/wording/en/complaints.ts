import type { FamilyWording } from '../join-families.ts'

const reasons = {
  pricing: 'Price: too high, raised, or not clear',
  inconvenience: 'Inconvenience: place, opening hours, waiting',
  'core-service-failure': 'The service itself failed: mistakes, faults, wrong bills',
  'service-encounter-failure': 'The people: uncaring, impolite or not able to help',
  'response-to-failure': 'What happened after a mistake: no answer, a poor one or a reluctant one',
  competition: 'I found something better elsewhere',
  'ethical-problems': 'Dishonest, pushy or unsafe conduct',
  'involuntary-switching': 'I had to: moved away, or it closed or no longer offered it',
}

export const complaints: FamilyWording = {
  items: {
    'complaint.problem': 'Did you have a problem with {brand} in the past {period}?',
    'complaint.told': 'Did you tell {brand}?',
    'complaint.why-not': 'Why did you not tell {brand}?',
    'complaint.channel': 'How did you tell {brand}?',
    'complaint.resolved': 'Was the problem solved?',
    'complaint.hours': 'How long did it take until the problem was solved, in hours?',
    'complaint.outcome': 'How good was the result you got in the end?',
    'complaint.procedure': 'How good was the way it was handled: clear, quick, without detours?',
    'complaint.interaction': 'How good were the people: polite, honest, willing to help?',
    'complaint.stay': 'All in all, how likely are you to stay a customer of {brand}?',
    'churn.tenure': 'For how many months have you been a customer of {brand}, or were you one?',
    'churn.left': 'Have you stopped buying from {brand}?',
    'churn.satisfaction':
      'How satisfied are you with {brand}? If you have left: how satisfied were you at that time?',
    'churn.reasons': 'Why did you leave {brand}?',
    'churn.main-reason': 'Which was the main reason?',
    'churn.in-own-words': 'What happened? Please tell us in your own words.',
    'churn.went-to': 'Where do you buy now?',
    'churn.bring-back': 'What would bring you back to {brand}?',
    'churn.return': 'How likely are you to come back to {brand} in the next {period}?',
  },
  helps: {
    'complaint.hours': 'From telling them to the solution. A day is 24 hours; an estimate is enough.',
    'churn.tenure': 'A year is 12 months. An estimate is enough.',
  },
  choices: {
    'complaint.why-not': {
      'no-use': 'It would have been no use',
      effort: 'Too much effort',
      'not-known-where': 'I did not know where',
      minor: 'It was a minor matter',
      other: 'Another reason',
    },
    'complaint.channel': {
      hotline: 'By telephone',
      web: 'On the web, by e-mail or in the app',
      shop: 'In a shop or branch',
      staff: 'To somebody who works there',
      'social-media': 'On social media',
      authority: 'Through an authority or a consumer body',
    },
    'complaint.resolved': {
      'first-contact': 'Yes, at first contact',
      later: 'Yes, later',
      not: 'No',
    },
    'churn.reasons': reasons,
    'churn.main-reason': reasons,
    'churn.bring-back': {
      price: 'A better price',
      product: 'A better product',
      service: 'Better service',
      amends: 'An apology and making good what went wrong',
      terms: 'Easier or fairer terms',
      closer: 'Being nearer or easier to reach',
      nothing: 'Nothing would',
    },
  },
  instruments: {
    complaints: {
      title: 'Complaints and their handling',
      description:
        'How many had a problem, how many told you, how it was settled, and whether they stay. Silence is not satisfaction.',
    },
    churn: {
      title: 'Leaving and coming back',
      description:
        'Eight kinds of reasons why customers leave, the main one, and what would bring them back. For former customers, asked of present ones as well.',
    },
  },
  parameters: {
    churn: {
      'win-back': {
        title: 'Ask what would bring them back',
        help: 'Adds where they buy now, what would bring them back and how likely that is.',
      },
    },
  },
}
