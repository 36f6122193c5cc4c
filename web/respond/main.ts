import './respond.css'
import { answeringIn } from './answering.ts'
import { holdForm } from './early-form.ts'
import { tellHeight } from './tell-height.ts'

/** Runs on every card the server sends. The form works without it; this lets SurveyJS take over when it has arrived. */
tellHeight()
const answering = answeringIn(document)
if (answering !== undefined) {
  const early = holdForm()
  // After the first paint and the first taps: what is heavy must not stand in their way.
  const begin = () => import('./take-over.ts').then(({ takeOver }) => takeOver(early))
  if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: 1500 })
  else setTimeout(begin, 300)
}
