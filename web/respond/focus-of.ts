/** Remembers where the keyboard is, and puts it back there in the new card. */
export function focusOf(plain: HTMLElement): (fresh: HTMLElement) => void {
  const active = document.activeElement
  if (!(active instanceof HTMLElement) || !plain.contains(active)) return () => {}
  const places = 'input, textarea, button, summary, h1'
  const at = [...plain.querySelectorAll<HTMLElement>(places)].filter(isReachable).indexOf(active)
  const selection =
    active instanceof HTMLTextAreaElement ? [active.selectionStart, active.selectionEnd] : undefined
  return (fresh) => {
    const place = [...fresh.querySelectorAll<HTMLElement>(places)].filter(isReachable)[at]
    if (place?.tagName === 'H1') place.tabIndex = -1
    place?.focus({ preventScroll: true })
    if (place instanceof HTMLTextAreaElement && selection !== undefined)
      place.setSelectionRange(...(selection as [number, number]))
  }
}

/** Not the fields that only robots and the Enter key see, nor those that carry the page's state. */
const isReachable = (place: HTMLElement): boolean =>
  place.closest('.unseen') === null &&
  (place as Partial<HTMLInputElement>).type !== 'hidden' &&
  !place.classList.contains('step')
