import type { Screens } from '../wording.ts'

export const states = {
  dont_know: "Don't know",
  not_applicable: 'Does not apply to me',
  refused: 'Prefer not to say',
}

export const ends = {
  agree: { min: 'Strongly disagree', max: 'Strongly agree' },
  level: { min: 'Very low', max: 'Very high' },
  amount: { min: 'Very little', max: 'Very much' },
  fit: { min: 'Not at all well', max: 'Very well' },
  rarely: { min: 'Very often', max: 'Very rarely' },
  good: { min: 'Very poor', max: 'Very good' },
  satisfied: { min: 'Very dissatisfied', max: 'Very satisfied' },
  confirmed: { min: 'Fell far short', max: 'Far exceeded' },
  close: { min: 'Very far away', max: 'Very close' },
  likely: { min: 'Very unlikely', max: 'Very likely' },
}

export const choices = {
  com1a: {
    company: 'Formally, to the company',
    staff: 'Informally, to its staff',
    people: 'To people around me',
    online: 'In public, online',
  },
  pt_down: { never: 'I would not return at any price' },
}

export const screens: Screens = {
  yes: 'Yes',
  no: 'No',
  percent: '{number} %',
  percentOrMore: '{number} % or more',
  brand: 'Which of these are you a customer of? If several, choose the one you use most.',
  required: 'Please choose an answer. “Don’t know” is one, too.',
  whyPersonal: 'Why do we ask? Only to compare groups of customers. You may skip it.',
  several: 'More than one answer is possible.',
  noBrand: 'None of these',
  brands: 'Which of these do you know well enough to rate? Choose those you have used.',
  atMost: 'Choose at most {number}.',
  allocate: 'Give {number} points in all.',
  consent: 'Before you begin',
  agree: 'I agree',
  consentRequired:
    'To take part, please choose “I agree”. If you would rather not, choose “I do not agree” below.',
}
