// The door of stats: every name other rooms may use. Keep the lines of one room together.

export { analyse, resampleCell } from './analyse.ts'
export {
  type AnalysedCell,
  type AnalysisResult,
  type BrandScore,
  type BrandTrend,
  type CellDraws,
  type CellResult,
  finishAnalysis,
  type WaveComparison,
} from './analyse-finish.ts'
export {
  type AnalyseOptions,
  type AnalyseSettings,
  type AnalysisPlan,
  type CellJob,
  type CellReason,
  type PlannedCell,
  planAnalysis,
  type Slice,
  type SliceCell,
  type WeightRule,
} from './analyse-plan.ts'
export { type ComparedMeans, compareMeans, type NamedAnswers } from './benchmark/compare-means.ts'
export { comparePairs, type NamedScore, type PairDifference } from './benchmark/compare-pairs.ts'
export { type ControlChart, type ControlPoint, controlChart } from './benchmark/control-chart.ts'
export { type LinearTrend, linearTrend, type TrendPoint } from './benchmark/linear-trend.ts'
export { type PairedDifference, pairedDifference } from './benchmark/paired-difference.ts'
export { type RankInterval, rankIntervals } from './benchmark/rank-interval.ts'
export {
  type RankProbabilities,
  type RankProbability,
  rankProbabilities,
} from './benchmark/rank-probability.ts'
export { tiedGroups } from './benchmark/tied-groups.ts'
export { BASE_LIMITS, BASE_SIZES, type BaseLimits, type BaseSize, baseSize } from './core/base-size.ts'
export { benjaminiHochberg } from './core/benjamini-hochberg.ts'
export { type Difference, differenceOf, type Score } from './core/difference.ts'
export type { Estimated, Margin } from './core/estimated.ts'
export { holm } from './core/holm.ts'
export type { Interval, IntervalMethod } from './core/interval.ts'
export { type Moments, mergeMoments, momentsOf } from './core/moments.ts'
export { momentsFromSummary, type Summary } from './core/moments-from-summary.ts'
export {
  effectiveSize,
  type Observations,
  selectItems,
  selectRows,
  toObservations,
} from './core/observations.ts'
export { type Found, found, type Missed, missed, type Outcome } from './core/outcome.ts'
export { GENERATOR, seeded, streamOf, uniform } from './core/random.ts'
export { type ResampledShare, resampledShare } from './core/resampled-share.ts'
export { type GroupMean, type WelchAnova, welchAnova } from './core/welch-anova.ts'
export { wilsonInterval } from './core/wilson.ts'
export { aggregateIndex, type IndexShare } from './indices/aggregate-index.ts'
export { type CustomerEffort, customerEffort } from './indices/customer-effort.ts'
export {
  type NetPromoter,
  type NetPromoterDifference,
  netPromoter,
  netPromoterDifference,
} from './indices/net-promoter.ts'
export {
  type PerformanceRatio,
  performanceRatio,
  type RatioBand,
  ratioBand,
} from './indices/performance-ratio.ts'
export { type IndexItem, satisfactionIndex } from './indices/satisfaction-index.ts'
export { type TopBox, topBox } from './indices/top-box.ts'
export {
  type RatedAttribute,
  type WeightedSatisfaction,
  weightedSatisfaction,
} from './indices/weighted-satisfaction.ts'
export {
  minimumSize,
  STATUSES,
  type Status,
  WARNINGS,
  type Warning,
  type WarningCode,
} from './pls/admissibility.ts'
export { assessPls, type Effect, type IndexScore, type PlsAssessment } from './pls/assess-pls.ts'
export {
  BLIND_PATTERNS,
  type BlindfoldedConstruct,
  type Blindfolding,
  type BlindfoldOptions,
  blindfoldPls,
} from './pls/blindfold-pls.ts'
export { type BootstrapOptions, bootstrapPls, type ResampleReceipt } from './pls/bootstrap-pls.ts'
export {
  type CompareOptions,
  type ComparisonPlan,
  compareGroups,
  finishComparison,
  type GroupComparison,
  type GroupPair,
  type PathDifference,
  planComparison,
} from './pls/compare-groups.ts'
export { congruence } from './pls/congruence.ts'
export {
  BENCHMARKS,
  type Benchmark,
  type CrossPredictions,
  crossPredict,
  type PredictOptions,
  type PredictReason,
  type PredictSettings,
  TECHNIQUES,
  type Technique,
} from './pls/cross-predict.ts'
export { cvpat } from './pls/cvpat.ts'
export { estimatePls, type PlsEstimate } from './pls/estimate-pls.ts'
export { type ExactFit, type ExactFitOptions, type ExactFitTest, exactFitTest } from './pls/exact-fit-test.ts'
export {
  type Fimix,
  type FimixOptions,
  type FimixSegment,
  type FimixSolution,
  fimix,
  SEGMENT_MEANS,
  type SegmentMeans,
} from './pls/fimix.ts'
export {
  type GroupJob,
  type GroupOptions,
  type GroupReason,
  groupJob,
  type RespondentGroup,
} from './pls/group-job.ts'
export { type HenselerTest, henselerTest } from './pls/henseler-test.ts'
export {
  HIGHER_ORDER_APPROACHES,
  type HigherOrderApproach,
  type HigherOrderConstruct,
  type HigherOrderEstimate,
  type HigherOrderSource,
  higherOrder,
  type Stage,
} from './pls/higher-order.ts'
export { STRUCTURES, type Structure } from './pls/implied-correlations.ts'
export {
  type ImportancePerformanceMap,
  importancePerformance,
  type MapPoint,
} from './pls/importance-performance.ts'
export { indexByWeights } from './pls/index-by-weights.ts'
export { influenceErrors, influenceMargins } from './pls/influence-pls.ts'
export { jackknifePls } from './pls/jackknife-pls.ts'
export type { ByItem, Discriminant, Labelled, Reliability } from './pls/labels.ts'
export {
  type IndirectEffect,
  MEDIATION_TYPES,
  type Mediation,
  type MediationType,
  type MediationVerdict,
  mediation,
  mediationType,
  sobelZ,
} from './pls/mediation.ts'
export {
  type ConstructInvariance,
  finishMicom,
  INVARIANCES,
  type Invariance,
  type Micom,
  micom,
} from './pls/micom.ts'
export {
  inverseSquareRootSample,
  type MinimumSample,
  minimumSample,
  type SampleOptions,
} from './pls/minimum-sample.ts'
export { type FitMeasures, modelFit } from './pls/model-fit.ts'
export {
  type Interaction,
  MODERATION_METHODS,
  type ModeratedPath,
  type Moderation,
  type ModerationMethod,
  type ModerationOptions,
  moderation,
  type SimpleSlope,
  simpleSlope,
} from './pls/moderation.ts'
export {
  type EstimateOptions,
  type EstimateSettings,
  INPUTS,
  type Input,
  MISSING_RULES,
  type MissingRule,
} from './pls/options.ts'
export {
  type GroupCoefficient,
  type ParametricDifference,
  parametricDifference,
} from './pls/parametric-difference.ts'
export {
  type AnalysedEffect,
  type AnalysedIndex,
  type AnalysisOptions,
  type AnalysisReason,
  type AnalysisSettings,
  finishPathAnalysis,
  type PathAnalysis,
  type PreparedAnalysis,
  pathAnalysis,
  prepareAnalysis,
} from './pls/path-analysis.ts'
export {
  type Construct,
  type ConstructSource,
  KINDS,
  type Kind,
  MODES,
  type Mode,
  type Path,
  type PathModel,
  type PathModelSource,
  SCHEMES,
  type Scale,
  type Scheme,
} from './pls/path-model.ts'
export { type PermutationReceipt, permuteGroups } from './pls/permute-groups.ts'
export {
  type ItemPrediction,
  type PlsPrediction,
  PREDICTIVE_POWERS,
  type PredictivePower,
  predictPls,
} from './pls/predict-pls.ts'
export { mergeDraws, type PlsDraws, type ResampleJob, resamplePls } from './pls/resample-pls.ts'
export { specifyModel } from './pls/specify-model.ts'
export type { FornellLarcker, PathQuality } from './pls/structural-quality.ts'
export {
  DRAWN_INTERVALS,
  type DrawnInterval,
  type ResampleSummary,
  summariseResamples,
} from './pls/summarise-resamples.ts'
export { type MissingReport, type Treated, treatMissing } from './pls/treat-missing.ts'
export {
  ALLOCATIONS,
  type AllocatedStratum,
  type Allocation,
  allocateSample,
  type Stratum,
} from './sampling/allocate-sample.ts'
export { type Dispositions, type OutcomeRates, outcomeRates } from './sampling/outcome-rates.ts'
export {
  type FieldConditions,
  type SampleSize,
  sizeForMean,
  sizeForNetPromoter,
  sizeForProportion,
  sizePerGroupForMeans,
  sizePerGroupForProportions,
} from './sampling/sample-size.ts'
export { type StratifiedMean, type StratumMean, stratifiedMean } from './sampling/stratified-mean.ts'
export { type DesignEffect, designEffect } from './weighting/design-effect.ts'
export {
  type PostStratified,
  type PostStratifyReason,
  postStratify,
  type StratifiedCell,
} from './weighting/post-stratify.ts'
export { type Raked, type RakeMargin, type RakeOptions, type RakeReason, rake } from './weighting/rake.ts'
export { TRIM_RANGE, type TrimmedWeights, type TrimRange, trimWeights } from './weighting/trim-weights.ts'
