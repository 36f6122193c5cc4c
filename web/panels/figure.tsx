import { Button } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { FactTable, type FactTableProps } from './fact-table.tsx'
import { Panel } from './panel.tsx'
import { useWords } from './words.ts'

export interface Card {
  readonly title: string
  readonly lines: readonly string[]
}

export interface FigureProps {
  /** The question this chart answers. */
  readonly title: string
  /** The answer in one sentence, with its uncertainty. */
  readonly answer: string
  /** n, and how to read the marks. */
  readonly note: string
  /** What the card says at each point, in the chart's own order of points. */
  readonly cards: readonly Card[]
  readonly chart: (view: { readonly width: number; readonly active?: number }) => ReactNode
  readonly table: Omit<FactTableProps, 'caption'>
  readonly controls?: ReactNode
  /** Detail on demand, below the answer. */
  readonly after?: ReactNode
}

/** The frame every chart hangs in: question above, answer below, one card for mouse, finger and keyboard, and a table. */
export function Figure({ title, answer, note, cards, chart, table, controls, after }: FigureProps) {
  const { t } = useWords()
  const [asTable, setAsTable] = useState(false)
  const [active, setActive] = useState<number>()
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  usePointing(stage, setActive, asTable)
  const card = active === undefined ? undefined : cards[active]

  function move(event: KeyboardEvent) {
    const last = cards.length - 1
    const from = active ?? -1
    const next: Record<string, number | undefined> = {
      ArrowRight: Math.min(last, from + 1),
      ArrowDown: Math.min(last, from + 1),
      ArrowLeft: Math.max(0, from - 1),
      ArrowUp: Math.max(0, from - 1),
      Home: 0,
      End: last,
    }
    if (event.key === 't' || event.key === 'T') setAsTable(true)
    else if (event.key === 'Escape') setActive(undefined)
    else if (event.key in next) setActive(next[event.key])
    else return
    event.preventDefault()
  }

  return (
    <Panel
      title={title}
      answer={answer}
      note={note}
      after={after}
      controls={
        <>
          {controls}
          <Button
            variant="subtle"
            size="compact-sm"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? 'figure.asChart' : 'figure.asTable')}
          </Button>
        </>
      }
    >
      {asTable ? (
        <FactTable caption={title} {...table} />
      ) : (
        <div className="stage" ref={stage}>
          {chart({ width, ...(active === undefined ? {} : { active }) })}
          {cards.length > 0 && (
            <div
              className="stage-reach"
              role="slider"
              tabIndex={0}
              aria-label={t('figure.move', { title })}
              aria-valuemin={1}
              aria-valuemax={cards.length}
              aria-valuenow={(active ?? 0) + 1}
              aria-valuetext={[
                card?.title ?? cards[0]?.title,
                ...(card?.lines ?? cards[0]?.lines ?? []),
              ].join(', ')}
              onKeyDown={move}
              onFocus={(event) => event.target.matches(':focus-visible') && setActive(active ?? 0)}
              onBlur={() => setActive(undefined)}
            />
          )}
          {card && active !== undefined && <PointCard card={card} active={active} stage={stage} />}
        </div>
      )}
    </Panel>
  )
}

function PointCard({
  card,
  active,
  stage,
}: {
  card: Card
  active: number
  stage: React.RefObject<HTMLDivElement | null>
}) {
  const own = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const frame = stage.current?.getBoundingClientRect()
    const points = stage.current?.querySelectorAll(`[data-point="${active}"]`) ?? []
    const point = [...points].at(-1)
    const anchor = (point?.querySelector('[data-anchor]') ?? point)?.getBoundingClientRect()
    if (frame === undefined || anchor === undefined || own.current === null) return
    const { offsetWidth, offsetHeight, style } = own.current
    const centre = anchor.left + anchor.width / 2 - frame.left - offsetWidth / 2
    const above = anchor.top - frame.top - offsetHeight - 8
    style.left = `${Math.max(0, Math.min(frame.width - offsetWidth, centre))}px`
    style.top = `${above < -40 ? anchor.bottom - frame.top + 8 : above}px`
  })
  return (
    <div className="point-card" ref={own} aria-hidden="true">
      <strong>{card.title}</strong>
      {card.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  )
}

/** Pointing with mouse or finger, heard once for the whole chart. */
function usePointing(
  stage: React.RefObject<HTMLDivElement | null>,
  point: (at: number | undefined) => void,
  off: boolean,
) {
  useEffect(() => {
    const element = stage.current
    if (element === null || off) return
    const at = (event: Event) => {
      const hit = event.target instanceof Element ? event.target.closest('[data-point]') : null
      point(hit === null ? undefined : Number(hit.getAttribute('data-point')))
    }
    const leave = () => point(undefined)
    element.addEventListener('pointerover', at)
    element.addEventListener('click', at)
    element.addEventListener('pointerleave', leave)
    return () => {
      element.removeEventListener('pointerover', at)
      element.removeEventListener('click', at)
      element.removeEventListener('pointerleave', leave)
    }
  }, [stage, point, off])
}

/** What an A4 page leaves between its margins, in CSS pixels at the zoom of panels.css. */
const PAPER = 800

/** The room a chart has; 640 until it is known, as on a server. On paper it is drawn anew, not shrunk. */
function useWidth(stage: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(640)
  useLayoutEffect(() => {
    const element = stage.current
    if (element === null) return
    const measure = () => element.clientWidth > 0 && setWidth(Math.floor(element.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    const print = () => flushSync(() => setWidth(PAPER))
    window.addEventListener('beforeprint', print)
    window.addEventListener('afterprint', measure)
    return () => {
      observer.disconnect()
      window.removeEventListener('beforeprint', print)
      window.removeEventListener('afterprint', measure)
    }
  }, [stage])
  return width
}
