import { useEffect, useState } from 'react'
import type { Model } from 'survey-core'
import type { Language } from '../../api/contract/common.ts'
import type { OpenForm, Submission } from '../../api/contract/response.ts'
import { registerChoices } from './choices.tsx'
import { type Draft, deviceStore, dropDraft, findDraft, keepDraft } from './draft.ts'
import { knownBrand } from './known-brand.ts'
import { SURVEY_LOCALES } from './language.ts'
import { Questions } from './questions.tsx'
import { registerScale } from './scale.tsx'
import { type Fate, send } from './send.ts'
import { answersOf, createModel, showProblems } from './survey-model.ts'
import { TEXTS } from './texts.ts'
import { Thanks } from './thanks.tsx'
import { uuidV7 } from './uuid-v7.ts'

registerScale()
registerChoices()

export interface OpenSurveyProps {
  readonly address: string
  readonly form: OpenForm
  readonly language: Language
}

type Stage = 'answering' | 'sending' | 'waiting' | Exclude<Fate['kind'], 'refused'>

/** From the first question to the receipt; what was answered is kept on the device until it has arrived. */
export function OpenSurvey({ address, form, language }: OpenSurveyProps) {
  const [start] = useState(
    () => findDraft(deviceStore(), address, form.formNumber) ?? newDraft(form, language),
  )
  const [model] = useState(() => resumed(form, start, language))
  const [stage, setStage] = useState<Stage>('answering')
  const [misfit, setMisfit] = useState(false)
  const texts = TEXTS[language]
  const arrived = stage === 'recorded' || stage === 'known-before'

  useEffect(() => {
    model.locale = SURVEY_LOCALES[language]
    if (arrived) return dropDraft(deviceStore(), address)
    const keep = () => keepDraft(deviceStore(), address, { ...start, ...progress(model), language })
    keep()
    model.onValueChanged.add(keep)
    model.onCurrentPageChanged.add(keep)
    return () => {
      model.onValueChanged.remove(keep)
      model.onCurrentPageChanged.remove(keep)
    }
  }, [model, language, address, start, arrived])

  const sendAll = async () => {
    setMisfit(false)
    setStage('sending')
    const fate = await send(address, submissionOf(model, form, start, language), {
      fetch: (input, init) => fetch(input, init),
      pause: pauseUntilOnline,
      onWait: () => setStage('waiting'),
    })
    if (fate.kind === 'refused') {
      setMisfit(!showProblems(model, fate.problems, texts.problem))
      return setStage('answering')
    }
    setStage(fate.kind)
  }

  if (arrived) {
    return <Thanks id={start.id} knownBefore={stage === 'known-before'} texts={texts} />
  }
  if (stage === 'answering') {
    return (
      <>
        {misfit && (
          <p className="alert" role="alert">
            {texts.otherProblem}
          </p>
        )}
        <Questions model={model} minutes={form.minutes} texts={texts} onSend={sendAll} />
      </>
    )
  }
  return (
    <section className="notice" role="status">
      <h1 className="sentence">{texts[stage]}</h1>
      {stage === 'unsent' && (
        <div className="steer">
          <button type="button" className="button quiet-button" onClick={() => setStage('answering')}>
            {texts.back}
          </button>
          <button type="button" className="button" onClick={sendAll}>
            {texts.again}
          </button>
        </div>
      )}
    </section>
  )
}

function newDraft(form: OpenForm, language: Language): Draft {
  const now = new Date()
  return {
    id: uuidV7(now.getTime(), crypto.getRandomValues(new Uint8Array(16))),
    formNumber: form.formNumber,
    startedAt: now.toISOString(),
    language,
    answers: {},
    page: '',
  }
}

function resumed(form: OpenForm, draft: Draft, language: Language): Model {
  const model = createModel(form)
  model.locale = SURVEY_LOCALES[language]
  for (const [code, answer] of Object.entries(draft.answers)) {
    if (model.getQuestionByName(code) !== null) model.setValue(code, answer)
  }
  const page = model.visiblePages.find(({ name }) => name === draft.page)
  if (page !== undefined) model.currentPage = page
  return model
}

const progress = (model: Model) => ({ answers: { ...model.data }, page: model.currentPage?.name ?? '' })

function submissionOf(model: Model, form: OpenForm, draft: Draft, language: Language): Submission {
  const asked: unknown = model.getValue('brand')
  const brandId = knownBrand(form)?.id ?? (typeof asked === 'string' ? asked : undefined)
  return {
    id: draft.id,
    language,
    ...(brandId === undefined ? {} : { brandId }),
    startedAt: draft.startedAt,
    answers: answersOf(model),
  }
}

function pauseUntilOnline(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const resume = () => {
      clearTimeout(timer)
      removeEventListener('online', resume)
      resolve()
    }
    const timer = setTimeout(resume, milliseconds)
    addEventListener('online', resume)
  })
}
