import type { Language } from '../contract/common.ts'
import type { OpenForm } from '../contract/response.ts'
import { uuidv7 } from '../ids.ts'
import type { Asked } from './find-asked.ts'
import type { Sealer } from './sealing.ts'
import { surveyFor } from './survey-for.ts'
import { wayLeftFor } from './way-left-for.ts'

/**
 * A form as one respondent is asked it. `id`: of a response begun before; without it, of a new one, whose seal is
 * handed out (an invitation's, where it was opened through one).
 */
export function showOpenForm(
  asked: Asked,
  id: string | undefined,
  { sealer, texts }: { readonly sealer: Sealer; readonly texts: Readonly<Record<Language, object>> },
): OpenForm {
  const { form, state, invited, collector } = asked
  const own = id ?? invited?.responseId ?? uuidv7()
  const mayAnswer =
    state === 'open' && !asked.isErased && (collector.kind === 'open-link' || invited !== undefined)
  const survey = surveyFor(asked, own)
  const { least, most } = wayLeftFor(asked, own, { survey }).seconds
  return {
    state,
    program: asked.program,
    formNumber: form.number,
    languages: [...form.languages],
    minutes: (least + most) / 120,
    steps: mayAnswer ? survey.pages.map(({ name }) => ({ seconds: 0, ...form.steps.get(name) })) : [],
    brands: [...asked.brands],
    brandId: asked.brandId,
    survey: mayAnswer ? { ...survey } : null,
    sealed: id === undefined ? sealer.seal(own) : null,
    texts: Object.fromEntries(form.languages.map((language) => [language, { ...texts[language] }])),
  }
}
