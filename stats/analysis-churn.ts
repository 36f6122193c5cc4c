import { columnOf, completeRowsOf } from './analysis-columns.ts'
import { type AnalysisSlice, answered, method, sized } from './analysis-method.ts'
import { type ChurnModel, churnModel, type WarningCosts } from './churn/churn-model.ts'
import { complaintFunnel, SETTLEMENTS } from './churn/complaint-funnel.ts'
import { complaintGroups } from './churn/complaint-groups.ts'
import { kaplanMeier } from './churn/kaplan-meier.ts'
import { SWITCHING_REASONS, type SwitchingReason, switchingReasons } from './churn/switching-reasons.ts'
import type { Outcome } from './core/outcome.ts'
import { scaleMeans } from './core/scale-means.ts'

const LEVEL = { level: 0.95 }

/** Yes or no by row, nothing where there is no answer. */
const saidYes = (slice: AnalysisSlice, item: string) =>
  columnOf(slice, item).map((answer) => (Number.isNaN(answer) ? {} : { yes: answer === 1 }))

/** Problems, complaints and leaving; handbook 9. */
export const CHURN = {
  'churn.model': method<{
    readonly left: string
    readonly predictors: readonly string[]
    readonly costs?: WarningCosts
    readonly level?: number
  }>({
    version: 1,
    needs: ['left', 'predictors'],
    defaults: { costs: { falseAlarm: 1, missedChurn: 5 }, ...LEVEL },
    items: ({ left, predictors }) => [left, ...predictors],
    run: ({ observations }, { left, predictors, ...options }) => {
      const outcome: Outcome<ChurnModel> = churnModel(observations, { left, predictors }, options)
      return outcome.ok ? sized(outcome, outcome.value.fit.sampleSize) : outcome
    },
  }),
  'churn.survival': method<{ readonly time: string; readonly left: string; readonly level?: number }>({
    version: 1,
    needs: ['time', 'left'],
    defaults: LEVEL,
    items: ({ time, left }) => [time, left],
    run: (slice, { time, left, ...options }) => {
      const tenures = completeRowsOf(slice, [time, left]).map(([at, is]) => ({ time: at!, left: is === 1 }))
      return answered(kaplanMeier(tenures, options))
    },
  }),
  'churn.reasons': method<{
    readonly reasons: Readonly<Record<SwitchingReason, string>>
    readonly main?: string
    readonly level?: number
  }>({
    version: 1,
    needs: ['reasons'],
    takes: ['main'],
    defaults: LEVEL,
    items: ({ reasons, main }) => [...Object.values(reasons), ...(main === undefined ? [] : [main])],
    run: (slice, { reasons, main, ...options }) => {
      const named = Object.keys(reasons) as SwitchingReason[]
      const columns = named.map((reason) => columnOf(slice, reasons[reason]))
      const mains = main === undefined ? [] : columnOf(slice, main)
      // Who was not asked, because they stayed, is not in the base.
      const asked = Array.from({ length: slice.observations.rows }, (_, i) => i).filter((i) =>
        columns.some((column) => !Number.isNaN(column[i])),
      )
      const answers = asked.map((i) => {
        const first = SWITCHING_REASONS[(mains[i] ?? Number.NaN) - 1]
        return {
          reasons: named.filter((_, k) => columns[k]![i] === 1),
          ...(first !== undefined && { main: first }),
        }
      })
      return answered(switchingReasons(answers, options))
    },
  }),
  'complaints.funnel': method<{
    readonly problem: string
    readonly told: string
    readonly settled: string
    readonly hours: string
    readonly promisedHours?: number
    readonly level?: number
  }>({
    version: 1,
    needs: ['problem', 'told', 'settled', 'hours'],
    defaults: { promisedHours: 24, ...LEVEL },
    items: ({ problem, told, settled, hours }) => [problem, told, settled, hours],
    run: (slice, { problem, told, settled, hours, ...options }) => {
      const [had, voiced] = [saidYes(slice, problem), saidYes(slice, told)]
      const [how, times] = [columnOf(slice, settled), columnOf(slice, hours)]
      const answers = had.map(({ yes }, i) => ({
        ...(yes !== undefined && { problem: yes }),
        ...(voiced[i]!.yes !== undefined && { told: voiced[i]!.yes }),
        ...(SETTLEMENTS[how[i]! - 1] !== undefined && { settled: SETTLEMENTS[how[i]! - 1]! }),
        ...(!Number.isNaN(times[i]) && { hours: times[i]! }),
      }))
      return answered(complaintFunnel(answers, options))
    },
  }),
  'complaints.recovery': method<{
    readonly problem: string
    readonly told: string
    readonly handling: readonly string[]
    readonly loyalty: string
    /** Mean of `handling` from which a complaint was handled to satisfaction. */
    readonly satisfiedFrom: number
    readonly level?: number
  }>({
    version: 1,
    needs: ['problem', 'told', 'handling', 'loyalty', 'satisfiedFrom'],
    defaults: LEVEL,
    items: ({ problem, told, handling, loyalty }) => [problem, told, ...handling, loyalty],
    run: (slice, { problem, told, handling, loyalty, satisfiedFrom, ...options }) => {
      const [had, voiced] = [saidYes(slice, problem), saidYes(slice, told)]
      const [handled, scores] = [scaleMeans(slice.observations, handling), columnOf(slice, loyalty)]
      const customers = had.map(({ yes }, i) => ({
        ...(yes !== undefined && { problem: yes }),
        ...(voiced[i]!.yes !== undefined && { told: voiced[i]!.yes }),
        ...(!Number.isNaN(handled[i]) && { satisfied: handled[i]! >= satisfiedFrom }),
        ...(!Number.isNaN(scores[i]) && { loyalty: scores[i]! }),
      }))
      return answered(complaintGroups(customers, options))
    },
  }),
}
