import { createContext, type ReactNode, useContext, useId } from 'react'

export interface PanelProps {
  /** The question this panel answers. */
  readonly title: string
  readonly answer?: string
  readonly note?: string
  readonly controls?: ReactNode
  readonly children?: ReactNode
  /** Detail on demand, below the answer. */
  readonly after?: ReactNode
}

/** What is said with every panel of a page: of whom its numbers are, where that is not as usual. */
export const PageCaption = createContext<string | undefined>(undefined)

/** A question, what is shown about it, the answer in a sentence, and what the answer stands on. */
export function Panel({ title, answer, note, controls, children, after }: PanelProps) {
  const heading = useId()
  const caption = useContext(PageCaption)
  return (
    <section className="panel" aria-labelledby={heading}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {controls === undefined ? null : <div className="panel-controls no-print">{controls}</div>}
      </header>
      {children}
      {answer === undefined ? null : <p className="panel-answer">{answer}</p>}
      {note === undefined ? null : <p className="panel-note">{note}</p>}
      {caption === undefined ? null : <p className="panel-note">{caption}</p>}
      {after}
    </section>
  )
}
