import { useEffect, useMemo, useRef, useState } from 'react'
import { isEmpty } from './answer-of.ts'
import { addressOf } from './answering.ts'
import { Card } from './card.tsx'
import { ElsewhereNote } from './elsewhere-note.tsx'
import { focusCard } from './focus-card.ts'
import { Frame, Notice } from './frame.tsx'
import { PrivacyNote } from './privacy-note.tsx'
import { stepsLeft } from './steps-left.ts'
import { brandAskedAbout, pageJson } from './survey-model.ts'
import { useWalk, type WalkOptions } from './use-walk.ts'
import { wayLeftOf } from './way-left.ts'
import { SURVEY_LOCALES, type Texts } from './words.ts'

interface AnswerPageProps extends WalkOptions {
  /** Said once above the first card. */
  readonly greeting: keyof Texts | undefined
}

/** Asked before everything else; who does not agree leaves from here. */
const CONSENT_PAGE = 'page-consent'

/** From the card the server sent to the receipt; the same markup as api/pages/answer-page.ts. */
export function AnswerPage({ greeting, ...options }: AnswerPageProps) {
  const { answering, form, model, clock } = options
  const walk = useWalk(options)
  const { language, stage } = walk
  const texts = useMemo(() => form.texts[language] as unknown as Texts, [form, language])

  const page = model.currentPage
  const place = model.currentPageNo
  const left = wayLeftOf(model, form)

  useEffect(() => {
    model.locale = SURVEY_LOCALES[language]
    document.documentElement.lang = language
    document.title = `${texts.title} · ${form.program}`
  }, [model, language, texts, form])

  useEffect(() => {
    if (stage === 'answering') clock.show(page.name)
    else clock.hide()
  }, [stage, page, clock])

  const [first] = useState(page.name)
  const shown = useRef(page.name)
  useEffect(() => {
    if (shown.current === page.name) return
    shown.current = page.name
    focusCard()
  })

  const brand = brandAskedAbout(model, form, answering)
  const frame = {
    name: brand !== undefined && answering.brandId !== null ? brand.name : form.program,
    language,
    languages: form.languages,
    texts,
    onLanguage: walk.speak,
  }
  if (stage !== 'answering') {
    return (
      <Frame {...frame}>
        <Notice sentence={texts[stage]}>
          {stage === 'declined' && (
            <p>
              <a className="button" href={addressOf(answering)}>
                {texts.toStart}
              </a>
            </p>
          )}
          {stage === 'unsent' && (
            <button type="button" className="button" onClick={() => void walk.sendAll()}>
              {texts.again}
            </button>
          )}
        </Notice>
      </Frame>
    )
  }
  const skips = pageJson(form, page.name).elements.every(
    ({ isRequired, name }) => isRequired !== true && isEmpty(model.getValue(name)),
  )
  return (
    <Frame {...frame} onSubmit={() => void walk.forward()} trap={walk.trap}>
      {greeting !== undefined && page.name === first && (
        <p className="resumed" role="status">
          {texts[greeting]}
        </p>
      )}
      <p className="steps" role="status">
        {stepsLeft(left, texts)}
      </p>
      {walk.isBehind && <ElsewhereNote texts={texts} onCatchUp={() => void walk.catchUp()} />}
      {walk.misfit && (
        <p className="alert" role="alert">
          {texts.otherProblem}
        </p>
      )}
      <Card
        model={model}
        form={form}
        address={answering.address}
        language={language}
        texts={texts}
        brand={brand?.name ?? ''}
        problems={walk.problems}
      />
      <div className="steer">
        {place > 0 && (
          <button type="button" className="button quiet-button" onClick={walk.back}>
            {texts.back}
          </button>
        )}
        {page.name === CONSENT_PAGE && (
          <button type="button" className="button quiet-button" onClick={() => void walk.decline()}>
            {texts.decline}
          </button>
        )}
        <button type="submit" className="button">
          {left.steps.most > 1 ? (skips ? texts.skip : texts.next) : texts.send}
        </button>
      </div>
      <div className="connection" role="status">
        {walk.isLost && <p className="quiet">{texts.offline}</p>}
      </div>
      {place === 0 && (
        <>
          <p className="quiet">{texts.saved}</p>
          <PrivacyNote form={form} language={language} texts={texts} />
        </>
      )}
    </Frame>
  )
}
