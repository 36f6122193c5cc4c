import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Model, PageModel } from 'survey-core'
import type { Language } from '../../api/contract/common.ts'
import type { Answering, OpenForm, Submission } from '../../api/contract/response.ts'
import { addressOf, idOf } from './answering.ts'
import { askRoom } from './ask-room.ts'
import { entryIn, isBefore, pushCard, replaceCard } from './card-history.ts'
import { focusCard } from './focus-card.ts'
import type { Keep } from './keep.ts'
import { leave } from './leave.ts'
import type { createPageClock } from './page-clock.ts'
import { paradataNow } from './paradata-now.ts'
import { problemsOn } from './problems-on.ts'
import type { Saver } from './saver.ts'
import type { Presses } from './second-press.ts'
import {
  answersOf,
  brandOf,
  brandsIn,
  elementsOf,
  goodAnswersOf,
  isBeyond,
  isUnanswered,
  laterOf,
  leaveOutBrands,
  pageNamed,
  pageOfProblems,
  saidNoBrand,
} from './survey-model.ts'
import { useConnection } from './use-connection.ts'
import { useSending } from './use-sending.ts'
import type { Wrong } from './words.ts'

export interface WalkOptions {
  readonly answering: Answering
  readonly form: OpenForm
  readonly model: Model
  readonly keep: Keep
  readonly saver: Saver
  readonly clock: ReturnType<typeof createPageClock>
  readonly presses: Presses
  /** What was finished on an earlier visit and still waits on this device. */
  readonly finished: Submission | undefined
  /** What was already said to be wrong on the first card. */
  readonly told: Readonly<Record<string, Wrong>>
  /** The page was opened without a network. */
  readonly isAway: boolean
}

/** How long a card waits to hear whom it may ask, and how long somebody may still be turned away after it. */
const SOON_MS = 4000
const LATER_MS = 20_000

/** The way through the pages: forward, back, in another language; saved at every step, and sent at the end. */
export function useWalk({ answering, form, model, keep, saver, clock, presses, ...visit }: WalkOptions) {
  const { finished, told, isAway } = visit
  const [language, setLanguage] = useState<Language>(answering.language)
  const [problems, setProblems] = useState(told)
  const [misfit, setMisfit] = useState(false)
  const [, setTurn] = useState(0)
  const [elements] = useState(() => elementsOf(form))
  const farthest = useRef(answering.reached)
  const trap = useRef<HTMLInputElement>(null)
  const isAsking = useRef(false)
  const { isLost, isBehind } = useConnection(saver, isAway)

  const { stage, setStage, isAnswering, sendAll } = useSending({
    answering,
    keep,
    saver,
    finished,
    submissionNow() {
      const answers = answersOf(model)
      const brandId = brandOf(model, answering)
      return {
        id: idOf(answering),
        language,
        ...(brandId === null || answers['brands'] !== undefined ? {} : { brandId }),
        startedAt: answering.startedAt,
        form: form.formNumber,
        answers,
        paradata: paradataNow(clock, trap.current),
      }
    },
    onRefused(found) {
      const first = pageOfProblems(model, found)
      if (first !== undefined) {
        model.currentPage = first.page
        replaceCard(first.page.name)
        setProblems(Object.fromEntries(first.names.map((name) => [name, 'wrong'])))
      }
      setMisfit(first === undefined)
    },
  })

  const note = (spoken = language) =>
    saver.note({
      language: spoken,
      brandId: brandOf(model, answering),
      answers: { ...model.data },
      good: goodAnswersOf(model, elements),
      page: model.currentPage.name,
      reached: laterOf(model, farthest.current),
      paradata: paradataNow(clock, trap.current),
    })

  const saveNow = (spoken = language) => {
    note(spoken)
    saver.flush()
  }

  // Saved until it arrives: what the server has not heard of yet, and whether there is a network again.
  const isSavedAgain = useRef(false)
  useEffect(() => {
    if (!isAway || isSavedAgain.current || finished !== undefined || answering.revision === 0) return
    isSavedAgain.current = true
    saveNow()
  })

  // SurveyJS draws its card anew by itself; what is around it follows here.
  useEffect(() => {
    const redraw = () => setTurn((turn) => turn + 1)
    const answered = (_: Model, { name }: { readonly name: string }) => {
      presses.answered()
      setProblems(({ [name]: _, ...others }) => others)
      redraw()
      note()
    }
    model.onValueChanged.add(answered)
    model.onCurrentPageChanged.add(redraw)
    return () => {
      model.onValueChanged.remove(answered)
      model.onCurrentPageChanged.remove(redraw)
    }
  })

  const forward = async () => {
    if (isAsking.current || presses.isSecond()) return
    const wrong = problemsOn(model, elements)
    setMisfit(false)
    // Drawn before the keyboard is put on the first of them.
    flushSync(() => setProblems(wrong))
    if (Object.keys(wrong).length > 0) return focusCard()
    const page = model.currentPage.name
    const none = saidNoBrand(model)
    if (none !== undefined) return end('noBrand', { to: 'next', ...none })
    // Which of several brands are asked about is known before the next card is.
    const isSeveral = brandsIn(model).length > 1
    const isLast = model.currentPage === model.visiblePages.at(-1)
    if (isSeveral) {
      isAsking.current = true
      const goesOn = await hasRoom(page, SOON_MS)
      isAsking.current = false
      if (!goesOn) return
    }
    if (isLast) return sendAll()
    model.nextPage()
    pushCard(answering, { from: page, to: model.currentPage.name })
    farthest.current = laterOf(model, farthest.current)
    saveNow()
    // A card with answers was seen before.
    if (isUnanswered(model.currentPage)) presses.turned()
    if (!isSeveral) await hasRoom(page, LATER_MS)
  }

  /** Leaves out brands that enough have answered about; false for whoever is turned away, or is no longer on this card. */
  const hasRoom = async (page: string, patience: number): Promise<boolean> => {
    const { room, full } = await askRoom(answering, { model, page, language, patience })
    // Told otherwise meanwhile, or on their way: the sending has an answer of its own.
    if (!isAnswering()) return false
    const isHere = model.currentPage.name === page
    if (room) leaveOutBrands(model, full)
    else {
      void saver.stop()
      setStage('full')
    }
    return room && isHere
  }

  const turnTo = (page: PageModel) => {
    model.currentPage = page
    setProblems({})
    saveNow()
  }

  const back = () => {
    const before = model.visiblePages[model.currentPageNo - 1]
    if (before === undefined) return
    if (isBefore(before.name)) return history.back()
    turnTo(before)
    replaceCard(before.name, addressOf(answering, '', { page: before.name }))
  }

  // The browser's Back and Forward, as far as this respondent has come.
  useEffect(() => {
    const travel = ({ state }: PopStateEvent) => {
      const entry = entryIn(state)
      if (entry === undefined || stage !== 'answering') return
      const page = pageNamed(model, entry.card)
      if (page === undefined || isBeyond(model, page, farthest.current)) replaceCard(model.currentPage.name)
      else turnTo(page)
    }
    addEventListener('popstate', travel)
    return () => removeEventListener('popstate', travel)
  })

  /** The survey ends here, and the server forgets what was saved. */
  const end = async (stage: 'declined' | 'noBrand', said: Readonly<Record<string, string>>) => {
    await saver.stop()
    const page = model.currentPage.name
    await leave(answering, said, { page, language, onWait: () => setStage('holding') })
    setStage(stage)
  }

  const decline = () => end('declined', { to: 'decline' })

  /** What was gone on with elsewhere, in the place of what is here. */
  const catchUp = async () => {
    await saver.stop()
    location.replace(addressOf(answering))
  }

  const speak = (chosen: Language) => {
    setLanguage(chosen)
    saveNow(chosen)
  }

  const shown = { language, isLost, isBehind, problems, misfit, trap, stage }
  return { ...shown, forward, back, decline, catchUp, speak, sendAll }
}
