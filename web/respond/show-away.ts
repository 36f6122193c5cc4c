import { reloadWhenBack } from './reload-when-back.ts'

/** On the page shown without a network: the form, where this browser keeps one of this link, else the sentence that says so. */
export function showAway(): void {
  const sentence = document.getElementById('away')
  if (sentence === null) return
  import('./come-back.ts')
    .then(({ comeBack }) => comeBack())
    .catch(() => false)
    .then((isBack) => {
      if (isBack) return
      sentence.hidden = false
      reloadWhenBack()
    })
}
