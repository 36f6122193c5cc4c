import type { OpenForm } from '../../../api/contract/response.ts'
import type { BuiltForm } from '../../../api/forms/build-form.ts'
import { formSteps } from '../../../api/forms/form-steps.ts'
import type { SurveyPage } from '../../../api/forms/survey-json.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'

/** A form of the mobile design as the respondent's page gets it, through a link for the whole program. */
export const openForm = ({ survey, codeBook, minutes }: BuiltForm): OpenForm => ({
  state: 'open',
  program: mobileDesign.name,
  formNumber: 1,
  languages: [...mobileDesign.languages],
  minutes,
  steps: [...formSteps(codeBook, survey['pages'] as SurveyPage[]).values()],
  brands: [...mobileDesign.brands],
  brandId: null,
  survey: { ...survey },
  sealed: null,
  texts: {},
})
