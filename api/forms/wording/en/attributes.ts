export const attributes = {
  region: {
    label: 'Region',
    title: 'Where do you live?',
    values: {
      local: 'In this area',
      domestic: 'Elsewhere in this country',
      'foreign-developed': 'Abroad, in a developed economy',
      'foreign-developing': 'Abroad, in a developing economy',
    },
  },
  'age-band': {
    label: 'Age',
    title: 'How old are you?',
    values: {
      'under-18': 'Under 18',
      '18-24': '18 to 24',
      '25-34': '25 to 34',
      '35-44': '35 to 44',
      '45-54': '45 to 54',
      '55-64': '55 to 64',
      '65-plus': '65 or older',
    },
  },
  channel: {
    label: 'Channel',
    title: 'Where do you mostly buy?',
    values: {
      dealer: 'From a dealer',
      direct: 'Directly from the company',
      indirect: 'Through an agent or partner',
      retail: 'In a shop',
      internet: 'On the internet',
    },
  },
  'value-tier': {
    label: 'Value tier',
    title: 'Which level of offer do you use?',
    values: { high: 'Top of the range', middle: 'Mid-range', low: 'Basic' },
  },
  status: {
    label: 'Customer status',
    title: 'What describes you best as a customer?',
    values: {
      new: 'I am a new customer',
      loyal: 'I have been a customer for long',
      lost: 'I am no longer a customer',
    },
  },
  relation: {
    label: 'Contact after purchase',
    title: 'How does the company keep in touch with you after you have bought?',
    values: {
      basic: 'It does not',
      reactive: 'It answers when I ask',
      accountable: 'It asks me afterwards whether all is well',
      proactive: 'It comes to me with ideas',
      partnership: 'We work together all the time',
    },
  },
  'brand-loyalty': {
    label: 'Brands bought',
    title: 'How many brands of this kind do you buy?',
    values: { 'single-brand': 'Only one', 'several-brands': 'A few', none: 'Whichever suits at the time' },
  },
  role: {
    label: 'Role in buying',
    title: 'What is your part in the purchase?',
    values: {
      consumer: 'I buy and use it myself',
      buyer: 'I buy it for others',
      'decision-maker': 'I decide what is bought',
      'end-user': 'I use it, others buy it',
      intermediary: 'I sell it on',
      internal: 'I work for the company',
      processor: 'I process it into products of my own',
      supplier: 'I supply the company',
      oem: 'I build it into what is sold under my own name',
      potential: 'I do not buy it yet, but might',
      hidden: 'I have use for it, but have never looked for an offer',
    },
  },
  'customer-size': {
    label: 'Customer type',
    title: 'What kind of customer are you?',
    values: {
      large: 'A large organisation',
      'small-medium': 'A small or medium-sized organisation',
      scattered: 'A private person or a very small business',
    },
  },
  gender: {
    label: 'Gender',
    title: 'Are you …',
    values: { woman: 'a woman', man: 'a man', another: 'described otherwise' },
  },
  occupation: {
    label: 'Occupation',
    title: 'What do you do at present?',
    values: {
      employed: 'Employed',
      'self-employed': 'Self-employed',
      student: 'In education',
      homemaker: 'At home for family',
      retired: 'Retired',
      'not-working': 'Not working',
    },
  },
  education: {
    label: 'Education',
    title: 'What is the highest education you have completed?',
    values: {
      school: 'School',
      vocational: 'Vocational training or college',
      bachelor: 'Bachelor’s degree',
      postgraduate: 'Master’s degree or higher',
    },
  },
  'income-band': {
    label: 'Income',
    title: 'How does your household’s income compare with others in your area?',
    values: { lower: 'Lower than most', middle: 'About the same', higher: 'Higher than most' },
  },
  family: {
    label: 'Household',
    title: 'Who do you live with?',
    values: {
      alone: 'Alone',
      couple: 'With a partner',
      'with-children': 'With children',
      shared: 'With other people',
    },
  },
}
