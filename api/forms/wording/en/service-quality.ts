import type { FamilyWording } from '../join-families.ts'

/** What the statements are about; the instruments ask it of an ideal, of the brand, or at three levels. */
export const STATEMENTS = {
  t1: 'Up-to-date equipment',
  t2: 'Attractive premises or site',
  t3: 'Staff with a neat appearance',
  t4: 'Clear, well-made printed and online material',
  r1: 'Keeping promised dates',
  r2: 'Sincere effort when there is a problem',
  r3: 'Getting it right the first time',
  r4: 'Service at the time announced',
  r5: 'Records without errors',
  s1: 'Telling customers when things will be done',
  s2: 'Prompt service',
  s3: 'Willingness to help',
  s4: 'Never too busy to answer',
  a1: 'Behaviour that inspires trust',
  a2: 'Dealings in which customers feel safe',
  a3: 'Steady courtesy',
  a4: 'The knowledge to answer questions',
  e1: 'Personal attention',
  e2: 'Convenient hours',
  e3: 'Staff who know their customers',
  e4: 'The customer’s interests at heart',
  e5: 'Understanding of individual needs',
}

/** One question per statement, keyed by `code`. */
export const ofEach = (code: (key: string) => string, ask: (thing: string) => string) =>
  Object.fromEntries(Object.entries(STATEMENTS).map(([key, thing]) => [code(key), ask(thing)]))

const points =
  'When you choose your {category}, how much does each of these matter? Divide 100 points among them.'

const parts = {
  tangibles: 'What you can see: equipment, premises, staff, material',
  reliability: 'Keeping promises, without errors',
  responsiveness: 'Prompt help and clear information',
  assurance: 'Trust, courtesy and knowledge',
  empathy: 'Personal attention and understanding',
}

const allocation = {
  title: 'Ask for 100 points over the dimensions',
  help: 'Respondents say how much each dimension matters, and the scores are weighted by it. Takes about a minute more, and some care on a phone.',
}

const perceived = (thing: string) => `${thing}: to what extent does {brand} live up to this?`

export const serviceQuality: FamilyWording = {
  items: {
    ...ofEach(
      (key) => `sq.${key}.expectation`,
      (thing) => `${thing}: to what extent should an excellent {category} live up to this?`,
    ),
    ...ofEach((key) => `sq.${key}.perception`, perceived),
    ...ofEach((key) => `sp.${key}`, perceived),
    ...ofEach(
      (key) => `zt.${key}`,
      (thing) => thing,
    ),
    'sq.points': points,
    'sp.points': points,
  },
  choices: { 'sq.points': parts, 'sp.points': parts },
  columns: {
    minimum: 'The lowest level I would accept',
    desired: 'The level I would like',
    perceived: 'The level {brand} delivers',
  },
  ends: { extent: { min: 'Not at all', max: 'Completely' } },
  instruments: {
    servqual: {
      title: 'SERVQUAL: expectation and perception',
      description:
        '22 statements on five dimensions of service, asked once of an excellent provider and once of yours. Shows where the gap is; the longest way to ask.',
    },
    servperf: {
      title: 'SERVPERF: perception only',
      description:
        'The same 22 statements, asked only of your service. Half the length; shows strengths and weaknesses without a gap.',
    },
    'zone-of-tolerance': {
      title: 'Zone of tolerance',
      description:
        'The lowest level accepted, the level wished for and the level delivered, side by side. Choose the dimensions that matter: each statement asks for three answers.',
    },
  },
  parameters: {
    servqual: { allocation },
    servperf: { allocation },
    'zone-of-tolerance': {
      dimensions: {
        title: 'Dimensions',
        help: 'Only the statements of these dimensions are asked.',
        values: {
          tangibles: 'Tangibles',
          reliability: 'Reliability',
          responsiveness: 'Responsiveness',
          assurance: 'Assurance',
          empathy: 'Empathy',
        },
      },
    },
  },
}
