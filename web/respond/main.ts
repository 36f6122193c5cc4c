import './respond.css'
import { answeringIn, endedIn } from './answering.ts'
import { holdForm } from './early-form.ts'
import { showAway } from './show-away.ts'
import { tellHeight } from './tell-height.ts'
import { whenFramed } from './when-framed.ts'

/** Runs on every page the server sends. The form works without it; this lets SurveyJS take over when it has arrived. */
tellHeight()
const answering = answeringIn(document)
const ended = endedIn(document)
if (answering !== undefined) {
  const early = holdForm()
  // After the first paint and the first taps: what is heavy must not stand in their way.
  const begin = () => import('./take-over.ts').then(({ takeOver }) => takeOver(early))
  if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: 1500 })
  else setTimeout(begin, 300)
} else if (ended !== undefined) {
  const { id, onward } = ended
  void import('./forget-ended.ts').then(({ forgetEnded }) => forgetEnded(id))
  // Whether the page around goes there is its own script's matter; here is a link for everybody else.
  if (onward !== null) whenFramed((tell) => tell({ manyi: 'go-on', to: onward }))
} else {
  showAway()
}
