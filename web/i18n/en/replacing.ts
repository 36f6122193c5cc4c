export const replacing = {
  'back.open': 'Take back …',
  'back.title': 'Take back {{name}}?',
  'back.lead_one':
    '{{formatted}} interview leaves every number, count and quota. Its answers are kept, and the import can be let in again.',
  'back.lead_other':
    '{{formatted}} interviews leave every number, count and quota. Their answers are kept, and the import can be let in again.',
  'back.excluded_one': '{{formatted}} of them was left out by itself before; that stays so.',
  'back.excluded_other': '{{formatted}} of them were left out one by one before; that stays so.',
  'back.do': 'Take back',
  'back.done': 'Taken back. Nothing counts it any more.',
  'in.open': 'Let in again …',
  'in.title': 'Let {{name}} in again?',
  'in.lead_one': '{{formatted}} interview counts again, in quotas too.',
  'in.lead_other': '{{formatted}} interviews count again, in quotas too.',
  'in.do': 'Let in',
  'in.done': 'Let in. It counts again.',
  note: '“{{note}}”',
  'note.hint':
    'About the file, no names, please. When any of its answers are erased the note goes; the reason stays.',
  leaving: 'Taking back {{name}}: {{done}} of {{all}} interviews',
  returning: 'Letting in {{name}}: {{done}} of {{all}} interviews',
  'moving.stopped': '{{name}}: it stopped after {{done}} of {{all}} interviews. Nothing is lost.',
  'moving.on': 'Go on',
  'out.by': 'Taken back by {{by}}, {{at}}: {{reason}}.',
  out: 'Taken back, {{at}}: {{reason}}.',
  'let-in.by': 'Let in again by {{by}}, {{at}}: {{reason}}.',
  'let-in': 'Let in again, {{at}}: {{reason}}.',
  next: 'Choose the corrected file above: its interviews come in the place of these.',
  replaced: '{{name}} is in instead. To let this one in again, take that one back first.',
  replaces: 'Came in the place of {{name}}.',
  untraced:
    'It was not kept yet which interviews this file brought, so it cannot be taken back as a whole. Leave them out one by one under “Review answers”.',
  named: '{{name}} ({{day}})',
  before_one:
    '{{formatted}} interview is here with other answers, from {{name}}. The first answers are kept. To replace them, take that import back first, under “Earlier imports” below.',
  before_other:
    '{{formatted}} interviews are here with other answers, from {{name}}. The first answers are kept. To replace them, take that import back first, under “Earlier imports” below.',
  'before.unknown_one':
    '{{formatted}} interview is here with other answers; it was not kept yet from which file. The first answers are kept.',
  'before.unknown_other':
    '{{formatted}} interviews are here with other answers; it was not kept yet from which file. The first answers are kept.',
  anew_one: '{{formatted}} interview was taken back with {{name}} and comes in anew, in its place.',
  anew_other: '{{formatted}} interviews were taken back with {{name}} and come in anew, in its place.',
  beside_one:
    '{{formatted}} interview was taken back with {{name}}, in whose place {{other}} came: it is left out.',
  beside_other:
    '{{formatted}} interviews were taken back with {{name}}, in whose place {{other}} came: they are left out.',
  instead: 'This file comes in the place of {{name}}, which was taken back',
  'instead.too': 'This file comes in the place of {{name}} too: let them in',
  'reason.wrong-columns': 'Columns went to the wrong questions',
  'reason.corrected-file': 'A corrected file takes its place',
  'reason.wrong-wave': 'Belongs to another wave or brand',
  'reason.imported-twice': 'The same people are here twice',
  'reason.test': 'Was only a test',
  'reason.mistake': 'Correcting a mistake',
  'reason.other': 'Other',
} as const
