import { useEffect, useMemo, useRef, useState } from 'react'
import type { Model, PageModel } from 'survey-core'
import type { Language } from '../../api/contract/common.ts'
import type { Answering, OpenForm, Submission } from '../../api/contract/response.ts'
import { isEmpty, wrongWith } from './answer-of.ts'
import { addressOf, idOf, receiptOf } from './answering.ts'
import { Card, type PageJson } from './card.tsx'
import { Frame, Notice } from './frame.tsx'
import type { Keep } from './keep.ts'
import type { createPageClock } from './page-clock.ts'
import type { Saver } from './saver.ts'
import { type Fate, send } from './send.ts'
import { answersOf, elementsOf, goodAnswersOf, pageNamed, pageOfProblems } from './survey-model.ts'
import { SURVEY_LOCALES, stepsLeft, type Texts, type Wrong } from './words.ts'

export interface SurveyProps {
  readonly answering: Answering
  readonly form: OpenForm
  readonly model: Model
  readonly keep: Keep
  readonly saver: Saver
  readonly clock: ReturnType<typeof createPageClock>
  /** Said once above the first card. */
  readonly greeting: keyof Texts | undefined
  /** The farthest page that was reached before. */
  readonly reached: string
}

type Stage = 'answering' | 'sending' | 'waiting' | 'unsent' | 'closed' | 'gone' | 'full'

/** From the card the server sent to the receipt. What was answered is kept here and there until it has arrived. */
export function Survey({ answering, form, model, keep, saver, clock, greeting, reached }: SurveyProps) {
  const [language, setLanguage] = useState<Language>(answering.language)
  const [stage, setStage] = useState<Stage>('answering')
  const [problems, setProblems] = useState<Readonly<Record<string, Wrong>>>({})
  const [misfit, setMisfit] = useState(false)
  const [, setTurn] = useState(0)
  const farthest = useRef(reached)
  const trap = useRef<HTMLInputElement>(null)
  const [elements] = useState(() => elementsOf(form))
  const texts = useMemo(() => form.texts[language] as unknown as Texts, [form, language])

  const page = model.currentPage
  const steps = model.visiblePages.length
  const place = model.currentPageNo
  const left = steps - place
  const brandId = brandOf(model, answering)
  const brand = form.brands.find(({ id }) => id === brandId)

  useEffect(() => {
    model.locale = SURVEY_LOCALES[language]
    document.documentElement.lang = language
    document.title = `${texts.title} · ${form.program}`
  }, [model, language, texts, form])

  useEffect(() => {
    if (stage === 'answering') clock.show(page.name)
    else clock.hide()
  }, [stage, page, clock])

  // A new card is read out and starts at the top.
  const shown = useRef(page.name)
  useEffect(() => {
    if (shown.current === page.name) return
    shown.current = page.name
    focusCard('h1')
    scrollTo(0, 0)
  })

  const note = (spoken = language) => {
    const far = pageNamed(model, farthest.current)
    saver.note({
      language: spoken,
      brandId,
      answers: { ...model.data },
      good: goodAnswersOf(model, elements),
      page: model.currentPage.name,
      reached:
        far !== undefined && far.visibleIndex >= model.currentPageNo ? far.name : model.currentPage.name,
      paradata: paradataNow(clock, trap.current),
    })
  }

  const onValue = (name: string, value: unknown) => {
    if (isEmpty(value)) model.clearValue(name)
    else model.setValue(name, value)
    const { [name]: _, ...others } = problems
    setProblems(others)
    setTurn((turn) => turn + 1)
    note()
  }

  const forward = async () => {
    const wrong = problemsOn(model, elements)
    setProblems(wrong)
    setMisfit(false)
    if (Object.keys(wrong).length > 0)
      return focusCard('[aria-invalid=true] input, [aria-invalid=true], .question input')
    if (left > 1) {
      model.nextPage()
      farthest.current = laterOf(model, farthest.current)
      setTurn((turn) => turn + 1)
      note()
      saver.flush()
      if (await isFull(answering, { model, form, page: page.name, brandId })) setStage('full')
      return
    }
    await sendAll()
  }

  const back = () => {
    model.prevPage()
    setProblems({})
    setTurn((turn) => turn + 1)
    note()
    saver.flush()
  }

  const speak = (chosen: Language) => {
    setLanguage(chosen)
    note(chosen)
    saver.flush()
  }

  const sendAll = async () => {
    setStage('sending')
    const submission = submissionOf(model, {
      answering,
      form,
      language,
      brandId,
      paradata: paradataNow(clock, trap.current),
    })
    const to = addressOf(answering)
    const fate = await send(to, submission, {
      fetch: (input, init) => fetch(input, init),
      pause: pauseUntilOnline,
      onWait: () => setStage('waiting'),
    })
    if (fate.kind === 'unsent') {
      if (await keep.addWaiting({ id: submission.id, to, submission, since: Date.now() })) saver.stop()
      return setStage('unsent')
    }
    settle(fate)
  }

  const settle = (fate: Exclude<Fate, { kind: 'unsent' }>) => {
    if (fate.kind === 'recorded' || fate.kind === 'known-before') {
      saver.stop()
      void keep.dropWaiting(idOf(answering))
      return location.replace(receiptOf(answering, language))
    }
    if (fate.kind !== 'refused') return setStage(fate.kind)
    const first = pageOfProblems(model, fate.problems)
    if (first !== undefined) {
      model.currentPage = first.page
      setProblems(Object.fromEntries(first.names.map((name) => [name, 'wrong'])))
    }
    setMisfit(first === undefined)
    setStage('answering')
  }

  // Left without a network, the answers go by themselves as soon as there is one.
  useEffect(() => {
    if (stage !== 'unsent') return
    const retry = () => void sendAll()
    addEventListener('online', retry)
    return () => removeEventListener('online', retry)
  })

  const frame = {
    name: brand?.name !== undefined && answering.brandId !== null ? brand.name : form.program,
    language,
    languages: form.languages,
    texts,
    onLanguage: speak,
  }
  if (stage !== 'answering') {
    return (
      <Frame {...frame}>
        <Notice sentence={texts[stage]}>
          {stage === 'unsent' && (
            <button type="button" className="button" onClick={() => void sendAll()}>
              {texts.again}
            </button>
          )}
        </Notice>
      </Frame>
    )
  }
  const json = pageJson(form, page.name)
  const skips = json.elements.every(
    ({ isRequired, name }) => isRequired !== true && isEmpty(model.getValue(name)),
  )
  return (
    <Frame {...frame} onSubmit={() => void forward()} trap={trap}>
      {greeting !== undefined && (
        <p className="resumed" role="status">
          {texts[greeting]}
        </p>
      )}
      <p className="steps" role="status">
        {stepsLeft(left, (form.minutes * left) / steps, texts)}
      </p>
      {misfit && (
        <p className="alert" role="alert">
          {texts.otherProblem}
        </p>
      )}
      <Card
        page={json}
        address={answering.address}
        language={language}
        texts={texts}
        brand={brand?.name ?? ''}
        answerTo={(name) => plainValue(model.getValue(name))}
        onValue={onValue}
        problems={problems}
      />
      <div className="steer">
        {place > 0 && (
          <button type="button" className="button quiet-button" onClick={back}>
            {texts.back}
          </button>
        )}
        <button type="submit" className="button">
          {left > 1 ? (skips ? texts.skip : texts.next) : texts.send}
        </button>
      </div>
      {place === 0 && <p className="quiet">{texts.saved}</p>}
    </Frame>
  )
}

const plainValue = (value: unknown) => (isEmpty(value) ? undefined : value)

function pageJson(form: OpenForm, name: string): PageJson {
  const pages = (form.survey?.['pages'] ?? []) as readonly PageJson[]
  return pages.find((page) => page.name === name) ?? { name, elements: [] }
}

function brandOf(model: Model, { brandId }: Answering): string | null {
  const asked: unknown = model.getValue('brand')
  return brandId ?? (typeof asked === 'string' ? asked : null)
}

/** What stands in the way of leaving the card shown: every question wrong, and columns answered only in part. */
function problemsOn(model: Model, elements: ReturnType<typeof elementsOf>): Record<string, Wrong> {
  const { questions }: PageModel = model.currentPage
  const wrong = questions.flatMap(({ name }): [string, Wrong][] => {
    const element = elements.get(name)
    const problem = element === undefined ? undefined : wrongWith(element, plainValue(model.getValue(name)))
    return problem === undefined ? [] : [[name, problem]]
  })
  const ratings = questions.filter(({ name }) => elements.get(name)?.type === 'rating')
  const open = ratings.filter(({ name }) => isEmpty(model.getValue(name)))
  const half = open.length > 0 && open.length < ratings.length
  return Object.fromEntries([...wrong, ...(half ? open.map(({ name }) => [name, 'required'] as const) : [])])
}

function laterOf(model: Model, name: string): string {
  const known = pageNamed(model, name)?.visibleIndex ?? -1
  return known > model.currentPageNo ? name : model.currentPage.name
}

interface Sending {
  readonly answering: Answering
  readonly form: OpenForm
  readonly language: Language
  readonly brandId: string | null
  readonly paradata: NonNullable<Submission['paradata']>
}

function submissionOf(model: Model, { answering, form, language, brandId, paradata }: Sending): Submission {
  const answers = answersOf(model)
  return {
    id: idOf(answering),
    language,
    ...(brandId === null || answers['brands'] !== undefined ? {} : { brandId }),
    startedAt: answering.startedAt,
    form: form.formNumber,
    answers,
    paradata,
  }
}

function paradataNow(
  clock: ReturnType<typeof createPageClock>,
  trap: HTMLInputElement | null,
): NonNullable<Submission['paradata']> {
  const width = innerWidth
  const device = width < 640 ? 'phone' : width < 1024 ? 'tablet' : 'desktop'
  const caught = trap !== null && trap.value !== ''
  return { mode: 'web', device, width, pageSeconds: clock.read(), ...(caught ? { trap: true } : {}) }
}

interface Screening {
  readonly model: Model
  readonly form: OpenForm
  /** The page just answered. */
  readonly page: string
  readonly brandId: string | null
}

/** Asked after an answer that decides it; without an answer from the server nobody is turned away. */
async function isFull(answering: Answering, { model, page, brandId }: Screening): Promise<boolean> {
  const answered = model.getPageByName(page)?.questions ?? []
  const decides = answered.some(({ name }) => name === 'brand' || answering.attributes.includes(name))
  if (!decides) return false
  const attributes = Object.fromEntries(
    answering.attributes.flatMap((name) => {
      const value: unknown = model.getValue(name)
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
  const reply = await fetch(`${answering.address}/screen`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sealed: answering.sealed, brandId, attributes }),
  }).catch(() => undefined)
  const said = (await reply?.json().catch(() => undefined)) as { room?: boolean } | undefined
  return said?.room === false
}

function focusCard(selector: string): void {
  const place = document.querySelector<HTMLElement>(`.card :is(${selector})`)
  if (place?.tagName === 'H1') place.tabIndex = -1
  place?.focus({ preventScroll: place.tagName === 'H1' })
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
