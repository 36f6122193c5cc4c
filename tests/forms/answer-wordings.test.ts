import { expect, it } from 'vitest'
import { answerWordings } from '../../api/forms/answer-wordings.ts'
import { buildForm } from '../../api/forms/build-form.ts'
import type { SurveyJson } from '../../api/forms/survey-json.ts'
import { mobileDesign } from './mobile-design.ts'

const acsi = { instrument: { name: 'acsi', version: 1 } }
const wordingsOf = (design: Partial<typeof mobileDesign> & { loop?: number }) => {
  const { survey, codeBook } = buildForm({ ...mobileDesign, modules: [acsi], ...design })
  return answerWordings(survey as unknown as SurveyJson, codeBook)
}

it('holds choices, ends of scales and non-answers in every language of the form', () => {
  const wordings = wordingsOf({})
  expect(wordings.get('sat1')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ value: 10, texts: ['Very satisfied', '很满意', '很滿意'] }),
      expect.objectContaining({ value: 'dont_know', texts: ["Don't know", '不知道'] }),
    ]),
  )
  expect(wordings.get('com1a')).toContainEqual({
    value: 'staff',
    texts: ['Informally, to its staff', '向员工口头反映', '向員工口頭反映'],
    localised: {
      default: 'Informally, to its staff',
      'zh-cn': '向员工口头反映',
      'zh-tw': '向員工口頭反映',
    },
  })
  expect(wordings.get('region')).toContainEqual(
    expect.objectContaining({ value: 'local', texts: expect.arrayContaining(['In this area']) }),
  )
  expect(wordings.get('com1')).toContainEqual(expect.objectContaining({ value: 'yes', texts: ['Yes', '是'] }))
})

it('is the same where a form asks about several brands, and only of its own languages', () => {
  expect(wordingsOf({ loop: 2 }).get('sat1')).toEqual(wordingsOf({}).get('sat1'))
  const english = wordingsOf({ languages: ['en'] }).get('sat1')
  expect(english?.flatMap(({ texts }) => texts)).not.toContain('很满意')
})
