import { useLayoutEffect, useRef } from 'react'
import type { Language } from '../../api/contract/common.ts'
import { Control } from './controls.tsx'
import { type Asked, problemSentence, type Texts, textIn, type Wrong } from './words.ts'

export interface PageJson {
  readonly name: string
  readonly title?: Readonly<Record<string, string>>
  readonly description?: Readonly<Record<string, string>>
  readonly elements: readonly Asked[]
}

interface CardProps {
  readonly page: PageJson
  /** `/r/KEY`, where pictures are served. */
  readonly address: string
  readonly language: Language
  readonly texts: Texts
  /** What {brand} stands for. */
  readonly brand: string
  readonly answerTo: (name: string) => unknown
  readonly onValue: (name: string, value: unknown) => void
  readonly problems: Readonly<Record<string, Wrong>>
}

/** One page of the form; the same markup as api/pages/question-card.ts. */
export function Card(props: CardProps) {
  const { page, language, address, brand } = props
  const said = (text: Readonly<Record<string, string>> | undefined) =>
    textIn(text, language).replaceAll('{brand}', () => brand)
  const asked = page.elements.filter(({ type }) => type !== 'image' && type !== 'html')
  const isHeading = asked.length === 1 && page.title === undefined
  return (
    <div className="card">
      {page.title !== undefined && (
        <div className="head">
          <h1>{said(page.title)}</h1>
          {page.description !== undefined && <p className="help">{said(page.description)}</p>}
        </div>
      )}
      {page.elements.map((element) => {
        if (element.type === 'html') {
          // Our own markdown, sanitised when the form was built and frozen with it.
          return <Prose key={element.name} html={textIn(element.html, language)} />
        }
        if (element.type === 'image') {
          const id = element.imageLink?.replace(/^picture:/, '') ?? ''
          return (
            <img
              key={element.name}
              className="picture"
              src={`${address}/pictures/${id}`}
              alt={said(element.altText)}
            />
          )
        }
        return <Question key={element.name} {...props} element={element} isHeading={isHeading} said={said} />
      })}
    </div>
  )
}

function Prose({ html }: { readonly html: string }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (place.current !== null) place.current.innerHTML = html
  }, [html])
  return <div ref={place} className="prose" />
}

interface QuestionProps extends CardProps {
  readonly element: Asked
  readonly isHeading: boolean
  readonly said: (text: Readonly<Record<string, string>> | undefined) => string
}

function Question({ element, isHeading, said, language, texts, answerTo, onValue, problems }: QuestionProps) {
  const { name, description } = element
  const wrong = problems[name]
  const value = answerTo(name)
  const Heading = isHeading ? 'h1' : 'h2'
  const describedBy = [
    ...(description === undefined ? [] : [`h-${name}`]),
    ...(wrong === undefined ? [] : [`e-${name}`]),
  ].join(' ')
  return (
    <div className="question">
      <div className="head">
        <Heading id={`t-${name}`}>{said(element.title)}</Heading>
        {description !== undefined && (
          <p className="help" id={`h-${name}`}>
            {said(description)}
          </p>
        )}
      </div>
      {wrong !== undefined && (
        <p className="problem" id={`e-${name}`} role="alert">
          {problemSentence(wrong, element, { language, texts, value })}
        </p>
      )}
      <Control
        element={element}
        value={value}
        onValue={(given) => onValue(name, given)}
        language={language}
        texts={texts}
        describedBy={describedBy}
        wrong={wrong !== undefined}
      />
    </div>
  )
}
