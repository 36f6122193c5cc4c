import { useLayoutEffect, useRef } from 'react'

/** A designer's words; `html`: our own markdown, sanitised when the form was built and frozen with it. */
export function Prose({ html }: { readonly html: string }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (place.current !== null) place.current.innerHTML = html
  }, [html])
  return <div ref={place} className="prose" />
}
