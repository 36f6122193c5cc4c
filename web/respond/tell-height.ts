import { whenFramed } from './when-framed.ts'

/** Tells the page around how high this one is, whenever that changes. */
export function tellHeight(): void {
  whenFramed((tell) => {
    // Without a height of its own, or it would never get lower than its frame.
    document.documentElement.classList.add('framed')
    const tellNow = () => {
      const { height } = document.documentElement.getBoundingClientRect()
      tell({ manyi: 'height', height })
    }
    new ResizeObserver(tellNow).observe(document.documentElement)
  })
}
