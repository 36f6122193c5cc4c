import type { OpenForm } from '../../../api/contract/response.ts'
import type { BuiltForm } from '../../../api/forms/build-form.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'

/** A form of the mobile design as the respondent's page gets it, through a link for the whole program. */
export const openForm = ({ survey, minutes }: Pick<BuiltForm, 'survey' | 'minutes'>): OpenForm => ({
  state: 'open',
  program: mobileDesign.name,
  formNumber: 1,
  languages: [...mobileDesign.languages],
  minutes,
  brands: [...mobileDesign.brands],
  brandId: null,
  survey: { ...survey },
  sealed: null,
  texts: {},
})
