import type { FamilyWording } from '../join-families.ts'
import { ofEach } from './service-quality.ts'

const departments = 'Here, those who advertise and those who serve customers talk to each other.'
const promises = 'We do not promise customers more than we can keep.'

export const providerGaps: FamilyWording = {
  items: {
    'gm.firsthand': 'We regularly learn first-hand what customers expect.',
    'gm.upward': 'Front-line staff can easily tell us what customers say.',
    'gm.levels': 'Few levels stand between us and our customers.',
    'gm.resources': 'We commit the resources that service quality takes.',
    'gm.goals': 'We have concrete service goals that come from what customers need.',
    'gm.standards': 'Where work repeats itself, we have a set way of doing it well.',
    'gm.feasible': 'What customers expect of us can be done here.',
    'gm.departments': departments,
    'gm.promises': promises,
    ...ofEach(
      (key) => `gm.${key}.belief`,
      (thing) => `${thing}: to what extent do your customers expect this of an excellent {category}?`,
    ),
    'gs.team': 'We work as a team for our customers.',
    'gs.suited': 'I am suited to my job and trained for it.',
    'gs.tools': 'I have the tools I need.',
    'gs.freedom': 'I have enough freedom to help customers.',
    'gs.judged': 'How I treat customers counts when my work is judged.',
    'gs.consistent': 'My tasks do not contradict each other.',
    'gs.clear': 'I know clearly what is expected of me.',
    'gs.departments': departments,
    'gs.promises': promises,
  },
  instruments: {
    'gaps-managers': {
      title: 'Gaps model: managers',
      description:
        'For your managers, not for customers: what they believe customers expect, how they set standards and what is promised (gaps 1, 2 and 4).',
    },
    'gaps-staff': {
      title: 'Gaps model: front-line staff',
      description:
        'For those who serve customers: what stands between the standard and what is delivered, and what is promised (gaps 3 and 4).',
    },
  },
  parameters: {
    'gaps-managers': {
      beliefs: {
        title: 'Ask what managers believe customers expect',
        help: 'Adds the 22 statements of SERVQUAL. Compared with what customers say they expect, they show gap 1.',
      },
    },
  },
}
