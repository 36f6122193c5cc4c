/** Puts the keyboard on the first answer that is wrong; where none is, on the heading, read out and from its top. */
export function focusCard(): void {
  const wrong = document.querySelector<HTMLElement>('.problem ~ * :is(input, textarea)')
  const heading = document.querySelector('h1')
  if (wrong !== null) wrong.focus()
  else if (heading !== null) {
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
    scrollTo(0, 0)
  }
}
