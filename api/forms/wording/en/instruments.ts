export const instruments = {
  acsi: {
    title: 'American index (ACSI)',
    description:
      'Expectations, quality and value drive satisfaction; complaints and loyalty follow from it. The most widely compared national model.',
  },
  'ecsi-mobile': {
    title: 'European index, mobile-phone form (ECSI)',
    description:
      'Adds image and complaint handling to the European model, with seven questions on quality. Made for mobile operators.',
  },
  'ecsi-core': {
    title: 'European index, core (ECSI / EPSI)',
    description:
      'Image, product quality and service quality apart, and three sides of loyalty; no complaints. Fits most industries.',
  },
  scsb: {
    title: 'Swedish barometer (SCSB)',
    description:
      'The first national index and the shortest: expectation and performance for the price explain satisfaction.',
  },
  ncsb: {
    title: 'Norwegian barometer (NCSB)',
    description:
      'Five dimensions of service quality, price, complaint handling and two kinds of commitment. The longest and most detailed.',
  },
  'china-type': {
    title: 'China-type index',
    description:
      'Image comes first and shapes expectation, quality, value and satisfaction. Built like the models used in China; published ones differ in some paths.',
  },
}

export const parameters = {
  acsi: {
    channels: {
      title: 'Count the ways of complaining',
      help: 'Measures complaints by 0, 1, or 2 and more ways instead of yes or no. Keep one of the two within a program.',
    },
  },
}

export const constructs = {
  Image: 'Image',
  Expectation: 'Expectation',
  Quality: 'Quality',
  'Product quality': 'Product quality',
  'Service quality': 'Service quality',
  Value: 'Value',
  Satisfaction: 'Satisfaction',
  Complaints: 'Complaints',
  Loyalty: 'Loyalty',
  Tangibles: 'Tangibles',
  Reliability: 'Reliability',
  Responsiveness: 'Responsiveness',
  Assurance: 'Assurance',
  Empathy: 'Empathy',
  Price: 'Price',
  'Complaint handling': 'Complaint handling',
  'Affective commitment': 'Affective commitment',
  'Calculative commitment': 'Calculative commitment',
}
