import type { FamilyWording } from '../join-families.ts'

export const loyalty: FamilyWording = {
  items: {
    'loyalty.satisfied': 'All in all, I am satisfied with {brand}.',
    'loyalty.recommend': 'I would recommend {brand}.',
    'loyalty.more': 'I will buy more from {brand}.',
    'loyalty.resist': 'I would stay with {brand} even if a rival offered the same.',
    'loyalty.likes': 'I like being a customer of {brand}.',
    'loyalty.cares': '{brand} cares about its relationship with me.',
    'loyalty.pays': 'It pays financially to stay with {brand}.',
    'loyalty.loses': 'I would lose money or benefits by leaving {brand}.',
    'loyalty.time': 'Changing from {brand} to another supplier would cost me much time.',
    'loyalty.money': 'Changing from {brand} would cost me money, such as fees or the rest of a contract.',
    'loyalty.people': 'If I left {brand}, I would miss the people I know there.',
    'loyalty.appeals': '{brand} genuinely appeals to me.',
    'loyalty.surprises': '{brand} surprises me positively.',
    'loyalty.involves': '{brand} involves customers like me in its decisions.',
    'loyalty.listens': '{brand} acts on what I say.',
    'behaviour.share':
      'Of all you spent on any {category} in the past {period}, what percentage went to {brand}?',
    'behaviour.brands-used':
      'How many different suppliers did you use in the past {period} as your {category}, {brand} included?',
    'behaviour.place': 'Going by your satisfaction, which place does {brand} take among them?',
    'behaviour.kin': 'Do you, your family or close friends work for {brand} or together with it?',
    'behaviour.attached': 'I feel attached to {brand}.',
    'behaviour.prefers': 'I prefer {brand} to all others.',
    'behaviour.trusts': 'I trust {brand} to do what is right.',
    'behaviour.advocates': 'I speak well of {brand} on my own accord.',
    'behaviour.no-alternative': 'There is practically no alternative to {brand} for me.',
    'behaviour.price': 'I buy where it is cheapest at the moment.',
    'behaviour.incentive': 'I buy from {brand} because of points or promotions.',
    'behaviour.convenience': 'I buy from {brand} because it is close or handy.',
    'behaviour.inertia': 'I stay with {brand} because changing is not worth the trouble.',
    'behaviour.hindered':
      'I would buy more from {brand}, but something holds me back: rules, availability or my budget.',
    'behaviour.buys-more': 'In the past {period}, did you buy from {brand} again, or more than before?',
    'behaviour.recommends': 'In the past {period}, did you recommend {brand} to somebody?',
    'behaviour.immune-to-competitors':
      'In the past {period}, did you pass by an offer of another supplier because of {brand}?',
    'behaviour.forgives-and-reports':
      'When {brand} last made a mistake, did you tell them and stay a customer all the same?',
    'evangelist.buys-and-believes': 'Do you buy from {brand} because you believe in what it does?',
    'evangelist.recommends': 'Do you recommend {brand} with enthusiasm?',
    'evangelist.gives-as-gift': 'Have you given something from {brand} as a gift?',
    'evangelist.unsolicited-feedback': 'Have you given {brand} praise or advice without being asked?',
    'evangelist.forgives': 'Do you forgive {brand} a lapse now and then, and warn them when quality falls?',
    'evangelist.not-bribed': 'Do you speak well of {brand} without any reward for it?',
    'evangelist.feels-part': 'Do you feel part of {brand}?',
    'evangelist.suggests-ideas': 'Have you given {brand} ideas that could bring it customers?',
  },
  helps: {
    'behaviour.share': 'From 0 to 100. An estimate is enough.',
    'behaviour.brands-used': '1 means {brand} alone.',
    'behaviour.place': '1 is the one you are most satisfied with, or the only one.',
    'behaviour.forgives-and-reports': 'If there was none, choose “Don’t know”.',
  },
  instruments: {
    loyalty: {
      title: 'Loyalty and commitment',
      description:
        'Loyalty, why customers stay (liking or advantage), what leaving would cost them, and how far the brand attracts and involves them.',
    },
    'loyalty-behaviour': {
      title: 'Loyalty type and share of purchases',
      description:
        'How much of their purchases customers make with you and what keeps them: trust, habit, price, points, closeness or want of choice.',
    },
    evangelist: {
      title: 'Customer evangelists',
      description: 'Eight signs of customers who win you others. Six or more make an evangelist.',
    },
  },
  parameters: {
    loyalty: {
      satisfaction: {
        title: 'Ask for satisfaction as well',
        help: 'Needed for the map of loyalty against satisfaction. Being satisfied and being loyal are two things.',
      },
    },
    'loyalty-behaviour': {
      rivals: {
        title: 'Ask for the place among rivals',
        help: 'Adds how many suppliers the customer uses and which place yours takes: for the share of wallet to expect.',
      },
    },
  },
}
