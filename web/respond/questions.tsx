import { useEffect, useRef, useState } from 'react'
import type { Model } from 'survey-core'
import { Survey } from 'survey-react-ui'
import type { Texts } from './texts.ts'

interface QuestionsProps {
  readonly model: Model
  readonly minutes: number
  readonly texts: Texts
  readonly onSend: () => void
}

/** One question at a time, with what is left in plain words. */
export function Questions({ model, minutes, texts, onSend }: QuestionsProps) {
  const [, setTurn] = useState(0)
  const card = useRef<HTMLDivElement>(null)
  const shownPage = useRef(model.currentPage?.name)

  useEffect(() => {
    const redraw = () => setTurn((turn) => turn + 1)
    model.onCurrentPageChanged.add(redraw)
    model.onValueChanged.add(redraw)
    return () => {
      model.onCurrentPageChanged.remove(redraw)
      model.onValueChanged.remove(redraw)
    }
  }, [model])

  // A new question is read out and starts at the top.
  useEffect(() => {
    if (shownPage.current === model.currentPage?.name) return
    shownPage.current = model.currentPage?.name
    const heading = card.current?.querySelector('h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  })

  const steps = model.visiblePages.length
  const left = steps - model.currentPageNo
  const [question] = model.currentPage?.questions ?? []
  const skips = question !== undefined && !question.isRequired && question.isEmpty()
  const forward = () => {
    if (left > 1 ? model.nextPage() : model.validateCurrentPage()) {
      if (left === 1) onSend()
    } else {
      card.current?.querySelector('input')?.focus()
    }
  }
  const minutesLeft = (minutes * left) / steps

  return (
    <>
      <p className="steps" role="status">
        {left > 1 ? texts.stepsLeft(left, minutesLeft < 0.8 ? 0 : Math.round(minutesLeft)) : texts.lastStep}
      </p>
      <div ref={card} className="card">
        <Survey model={model} />
      </div>
      <div className="steer">
        {model.currentPageNo > 0 && (
          <button type="button" className="button quiet-button" onClick={() => model.prevPage()}>
            {texts.back}
          </button>
        )}
        <button type="button" className="button" onClick={forward}>
          {left > 1 ? (skips ? texts.skip : texts.next) : texts.send}
        </button>
      </div>
      {model.currentPageNo === 0 && <p className="quiet">{texts.keptHere}</p>}
    </>
  )
}
