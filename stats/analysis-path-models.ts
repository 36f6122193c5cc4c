import { groupsOf } from './analysis-columns.ts'
import { type AnalysisSlice, type Answer, answered, method } from './analysis-method.ts'
import { momentsOf } from './core/moments.ts'
import { found, type Outcome } from './core/outcome.ts'
import { assessPls } from './pls/assess-pls.ts'
import { type BlindfoldOptions, blindfoldPls } from './pls/blindfold-pls.ts'
import { type CompareOptions, compareGroups } from './pls/compare-groups.ts'
import type { PredictOptions } from './pls/cross-predict.ts'
import { type ExactFitOptions, exactFitTest } from './pls/exact-fit-test.ts'
import { type FimixOptions, fimix } from './pls/fimix.ts'
import type { GroupOptions } from './pls/group-job.ts'
import { importancePerformance } from './pls/importance-performance.ts'
import { micom } from './pls/micom.ts'
import { modelFit } from './pls/model-fit.ts'
import {
  type Interaction,
  type ModerationMethod,
  type ModerationOptions,
  moderation,
} from './pls/moderation.ts'
import type { EstimateOptions, MissingRule } from './pls/options.ts'
import { type AnalysisOptions, pathAnalysis } from './pls/path-analysis.ts'
import type { PathModel, PathModelSource } from './pls/path-model.ts'
import { predictPls } from './pls/predict-pls.ts'
import { specifyModel } from './pls/specify-model.ts'
import { type Treated, treatMissing } from './pls/treat-missing.ts'

interface OfModel {
  readonly model: PathModelSource
}
interface Treatment extends OfModel {
  readonly missing?: MissingRule
}

/** A request's `method` is its own name, so the way of moderating is `how`. */
interface Moderated extends Treatment, Omit<ModerationOptions, 'method'> {
  readonly interactions: readonly Interaction[]
  readonly how?: ModerationMethod
}

const itemsOf = ({ model }: OfModel): readonly string[] => specifyModel(model).items
const ESTIMATE = ['tolerance', 'maxIterations']
const DEFAULTS = { scheme: 'path', input: 'correlation', missing: 'auto' }

/** Missing answers treated first, then whatever runs on the treated rows. */
function afterTreatment(
  slice: AnalysisSlice,
  { model: source, missing }: Treatment,
  run: (model: PathModel, treated: Treated) => Outcome<object>,
): Outcome<Answer> {
  const model = specifyModel(source)
  const treated = treatMissing(model, slice.observations, missing)
  if (!treated.ok) return treated
  const outcome = run(model, treated.value)
  if (!outcome.ok) return outcome
  const replaced = treated.value.missing.replacedCells
  return found({ estimate: outcome.value, sampleSize: treated.value.observations.rows, replaced })
}

/** PLS and what is built on it; handbook 2. */
export const PATH_MODELS = {
  pls: method<OfModel & AnalysisOptions>({
    version: 1,
    needs: ['model'],
    takes: ESTIMATE,
    defaults: { ...DEFAULTS, resamples: 0, seed: 1, stream: 0, level: 0.95, interval: 'expanded' },
    weighted: true,
    items: itemsOf,
    run: ({ observations }, { model, ...options }) => {
      const outcome = pathAnalysis(specifyModel(model), observations, options)
      if (!outcome.ok) return outcome
      return found({ estimate: outcome.value, replaced: outcome.value.missing.replacedCells })
    },
  }),
  'pls.fit': method<Treatment & EstimateOptions>({
    version: 1,
    needs: ['model'],
    takes: ESTIMATE,
    defaults: DEFAULTS,
    weighted: true,
    items: itemsOf,
    run: (slice, options) =>
      afterTreatment(slice, options, (model, { observations, layout }) =>
        modelFit(model, momentsOf(observations, { layout }), options),
      ),
  }),
  'pls.exact-fit': method<Treatment & ExactFitOptions>({
    version: 1,
    needs: ['model'],
    takes: ESTIMATE,
    defaults: {
      ...DEFAULTS,
      missing: 'listwise',
      structure: 'saturated',
      resamples: 500,
      seed: 1,
      level: 0.95,
    },
    weighted: true,
    items: itemsOf,
    run: (slice, options) =>
      afterTreatment(slice, options, (model, { observations }) => exactFitTest(model, observations, options)),
  }),
  'pls.map': method<Treatment & EstimateOptions & { readonly target: string }>({
    version: 1,
    needs: ['model', 'target'],
    takes: ESTIMATE,
    defaults: DEFAULTS,
    weighted: true,
    items: itemsOf,
    run: (slice, options) =>
      afterTreatment(slice, options, (model, { observations, layout }) => {
        const assessed = assessPls(model, momentsOf(observations, { layout }), options)
        return assessed.ok ? importancePerformance(model, assessed.value, options.target) : assessed
      }),
  }),
  'pls.moderation': method<Moderated>({
    version: 1,
    needs: ['model', 'interactions'],
    takes: ESTIMATE,
    defaults: { ...DEFAULTS, missing: 'listwise', how: 'two-stage', resamples: 0, seed: 1, level: 0.95 },
    weighted: true,
    items: itemsOf,
    run: (slice, { interactions, how = 'two-stage', ...options }) =>
      afterTreatment(slice, options, (model, { observations }) =>
        moderation(model, observations, interactions, { ...options, method: how }),
      ),
  }),
  'pls.predict': method<Treatment & PredictOptions>({
    version: 1,
    needs: ['model'],
    takes: [...ESTIMATE, 'assignment'],
    defaults: {
      ...DEFAULTS,
      folds: 10,
      repeats: 10,
      seed: 1,
      technique: 'earliest',
      benchmark: 'antecedents',
    },
    weighted: true,
    items: itemsOf,
    run: (slice, options) =>
      afterTreatment(slice, options, (model, treated) => predictPls(model, treated, options)),
  }),
  'pls.blindfold': method<Treatment & BlindfoldOptions>({
    version: 1,
    needs: ['model'],
    takes: [...ESTIMATE, 'distance'],
    defaults: { ...DEFAULTS, pattern: 'cells', holes: 'mean' },
    weighted: true,
    items: itemsOf,
    run: (slice, options) =>
      afterTreatment(slice, options, (model, treated) => blindfoldPls(model, treated, options)),
  }),
  'pls.segments': method<Treatment & FimixOptions>({
    version: 1,
    needs: ['model'],
    takes: [...ESTIMATE, 'fewestSegments', 'steady', 'rounds'],
    defaults: { ...DEFAULTS, mostSegments: 5, starts: 10, seed: 1, means: 'zero' },
    weighted: true,
    items: itemsOf,
    run: (slice, options) =>
      afterTreatment(slice, options, (model, treated) => fimix(model, treated, options)),
  }),
  'pls.groups': method<OfModel & CompareOptions & { readonly by: string }>({
    version: 1,
    needs: ['model', 'by'],
    takes: ESTIMATE,
    defaults: { ...DEFAULTS, permutations: 1000, resamples: 0, seed: 1 },
    weighted: true,
    items: itemsOf,
    run: (slice, { model, by, ...options }) =>
      answered(compareGroups(specifyModel(model), groupsOf(slice, by), options)),
  }),
  'pls.invariance': method<OfModel & GroupOptions & { readonly by: string }>({
    version: 1,
    needs: ['model', 'by'],
    takes: ESTIMATE,
    defaults: { ...DEFAULTS, permutations: 1000, seed: 1 },
    weighted: true,
    items: itemsOf,
    run: (slice, { model, by, ...options }) =>
      answered(micom(specifyModel(model), groupsOf(slice, by), options)),
  }),
}
