import type { FamilyWording } from '../join-families.ts'

const feelings = {
  like: 'I like it that way',
  'must-be': 'It has to be that way',
  neutral: 'I do not mind either way',
  'live-with': 'I can put up with it',
  dislike: 'I dislike it that way',
}

/** Kano, two-factor and importance-performance: the designer's own features and attributes. */
export const features: FamilyWording = {
  items: {
    'kano.{each}.functional': '{entry}: how do you feel if {brand} has this?',
    'kano.{each}.dysfunctional': '{entry}: how do you feel if {brand} does not have this?',
    'kano.{each}.importance': '{entry}: how important is this to you?',
    'kano.{each}.performance': '{entry}: how well does {brand} do this now?',
    'tf.overall': 'Overall, how satisfied are you with {brand}?',
    'tf.{each}': '{entry}: how do you rate {brand} on this?',
    'ip.{each}': '{entry}',
  },
  columns: {
    importance: 'Its importance to me',
    performance: 'The level {brand} delivers',
  },
  choices: {
    'kano.{each}.functional': feelings,
    'kano.{each}.dysfunctional': feelings,
  },
  ends: {
    important: { min: 'Not at all important', max: 'Extremely important' },
    'well-done': { min: 'Very badly', max: 'Very well' },
  },
  instruments: {
    kano: {
      title: 'Kano: features',
      description:
        'Which features customers take for granted, which they want more of and which delight them: two questions about each of your features.',
    },
    'two-factor': {
      title: 'Two factors: penalties and rewards',
      description:
        'Which attributes annoy when poor, which please when excellent, and which do both: ratings of your attributes beside overall satisfaction.',
    },
    'importance-performance': {
      title: 'Importance and performance',
      description:
        'How important each of your attributes is and how well you do it, side by side. Shows where to concentrate and where you may do too much.',
    },
  },
  parameters: {
    kano: {
      features: {
        title: 'Features',
        help: 'Name each as a noun: “free returns”. A short description or a picture helps where a feature is new.',
      },
      importance: {
        title: 'Ask how important each feature is',
        help: 'One more question per feature, from 1 to 9.',
      },
      performance: {
        title: 'Ask how well you do each feature now',
        help: 'One more question per feature, from 1 to 9.',
      },
      most: {
        title: 'Features per respondent',
        help: 'When there are more, each respondent is asked about as many, drawn at random.',
      },
    },
    'two-factor': {
      attributes: {
        title: 'Attributes',
        help: 'Name each as a noun: “waiting time at the counter”. At least 200 answers are needed, more with many attributes.',
      },
    },
    'importance-performance': {
      attributes: {
        title: 'Attributes',
        help: 'Name each as a noun: “waiting time at the counter”. Each is rated twice.',
      },
    },
  },
}
