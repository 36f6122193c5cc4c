import type { FamilyWording } from '../join-families.ts'

const overall = 'All things considered, how satisfied are you with {brand}?'
const askOverall = {
  overall: {
    title: 'Ask for satisfaction as a whole',
    help: 'Shows which of these count most. Leave off when another module of the program asks it.',
  },
}

export const valueBlocks: FamilyWording = {
  items: {
    'delivered.worth': 'All in all, what {brand} gives me is worth what it costs me.',
    'delivered.product': 'How much is the product of {brand} itself worth to you?',
    'delivered.service': 'How much is the service around the product of {brand} worth to you?',
    'delivered.staff': 'How much are the people you deal with at {brand} worth to you?',
    'delivered.image': 'How much is the good name of {brand} worth to you?',
    'delivered.money': 'How much money does {brand} cost you, measured by what you can spend?',
    'delivered.time': 'How much time does it cost you to buy from and deal with {brand}?',
    'delivered.effort': 'How much effort does it cost you to buy from and deal with {brand}?',
    'delivered.worry': 'How much worry does {brand} cause you?',
    'four-c.overall': overall,
    'four-c.cost': 'What {brand} costs me in all is reasonable.',
    'four-c.convenience': '{brand} makes buying and using convenient.',
    'four-c.communication': '{brand} talks with me and listens, instead of only advertising.',
    'four-c.understanding': '{brand} understands what I need as a customer.',
    'rules.overall': overall,
    'rules.fast': '{brand} is fast.',
    'rules.easy': '{brand} is easy to use.',
    'rules.cheap': '{brand} is low-priced.',
    'rules.personal': 'What {brand} offers is tailored to me.',
    'rules.convenient': '{brand} is convenient.',
    'rules.familiar': '{brand} is familiar to me; I know my way around.',
    'rules.safe': '{brand} is safe and keeps my data private.',
    'wishes.overall': overall,
    'wishes.quality': 'The products of {brand} are of outstanding quality.',
    'wishes.service': 'The service of {brand} is good.',
    'wishes.choice': '{brand} offers enough choice.',
    'wishes.price': 'The prices of {brand} are fair.',
    'wishes.delivery': '{brand} delivers on time.',
    'wishes.reaction': '{brand} reacts quickly to what I need.',
    'wishes.care': '{brand} shows care instead of indifference.',
    'wishes.fairness': '{brand} treats me fairly and looks for no excuses.',
    'wishes.answers': '{brand} gives clear answers and stands by them.',
    'wishes.thoroughness': '{brand} deals with matters quickly and thoroughly, without delay or silence.',
    'traits.overall': overall,
    'traits.performance': 'How good is the performance of what {brand} offers?',
    'traits.features': 'How good are the special features of what {brand} offers?',
    'traits.reliability': 'How good is the reliability of what {brand} offers: does it work without faults?',
    'traits.conformance': 'How good is what {brand} offers at keeping to what was specified or promised?',
    'traits.durability': 'How good is the durability of what {brand} offers?',
    'traits.serviceability':
      'How good is the availability of what {brand} offers: is it there when needed, and easy to maintain and repair?',
    'traits.aesthetics': 'How good are the look and feel of what {brand} offers?',
    'price.overall': overall,
    'price.quality': 'Held against its quality, how good is the price of {brand}?',
    'price.suppliers': 'Held against other suppliers, how good is the price of {brand}?',
    'price.expected': 'Held against what you expected to pay, how good is the price of {brand}?',
    'shopping.informed': 'When I shop online, I inform myself and decide actively.',
    'shopping.convenient': 'Shopping online must be convenient for me.',
    'shopping.enjoyable': 'Shopping online should be enjoyable for me.',
    'rights.overall': overall,
    'rights.offer': '{brand} makes me the right offers.',
    'rights.customer': 'What {brand} sends me is meant for customers like me.',
    'rights.channel': '{brand} reaches me on the right channel.',
    'rights.time': '{brand} reaches me at the right time.',
  },
  helps: {
    'delivered.service': 'Advice, delivery, installation, help.',
    'delivered.worry': 'Risk, doubt, trouble that might come.',
  },
  instruments: {
    'delivered-value': {
      title: 'Delivered value',
      description:
        'Four benefits against four costs: product, service, people, image; money, time, effort, worry.',
    },
    'four-c': {
      title: 'Four C',
      description:
        'The offer seen from the customer’s side: cost, convenience, communication, understanding.',
    },
    'buying-rules': {
      title: 'Seven buying rules',
      description:
        'What the connected customer buys by: fast, easy, cheap, personal, convenient, familiar, safe.',
    },
    'ten-wishes': {
      title: 'Ten wishes of customers',
      description: 'Ten things customers wish for by experience, from quality to quick and thorough answers.',
    },
    'product-traits': {
      title: 'Product quality in seven traits',
      description:
        'Performance, features, reliability, conformance, durability, serviceability and aesthetics.',
    },
    'price-comparisons': {
      title: 'Price comparisons',
      description: 'The price held against quality, other suppliers and what was expected.',
    },
    'e-commerce-psychology': {
      title: 'How customers shop online',
      description:
        'Informed, convenient or enjoyable: what online shopping has to be. Finds kinds of shoppers.',
    },
    'four-rights': {
      title: 'The four rights',
      description: 'The right offer to the right customer, on the right channel, at the right time.',
    },
  },
  parameters: {
    'four-c': askOverall,
    'buying-rules': askOverall,
    'ten-wishes': askOverall,
    'product-traits': askOverall,
    'price-comparisons': askOverall,
    'four-rights': askOverall,
  },
}
