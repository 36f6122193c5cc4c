// The door of stats: every name other rooms may use. Keep the lines of one room together.

export { analyse, METHOD_NAMES, type MethodName, type MethodRequest, optionNames } from './analyse.ts'
export { analyseIndices, resampleCell } from './analyse-indices.ts'
export {
  type AnalysedCell,
  type AnalysisResult,
  type BrandScore,
  type BrandTrend,
  type CellDraws,
  type CellResult,
  finishAnalysis,
  type WaveComparison,
} from './analyse-indices-finish.ts'
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
} from './analyse-indices-plan.ts'
export type { AnalysisSlice, EmptyState } from './analysis-method.ts'
export {
  METHOD_STATUSES,
  type MethodResult,
  type MethodStatus,
  type MissingCells,
  type SampleSizes,
} from './analysis-record.ts'
export { type ComparedMeans, compareMeans, type NamedAnswers } from './benchmark/compare-means.ts'
export {
  type BrandAnswers,
  comparePaired,
  type PairedBrands,
  type PairedTable,
} from './benchmark/compare-paired.ts'
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
export {
  type Calibration,
  type ChurnModel,
  calibration,
  churnModel,
  type RiskGroup,
  type WarningCosts,
} from './churn/churn-model.ts'
export { type ComplaintChart, type ComplaintPeriod, complaintChart } from './churn/complaint-chart.ts'
export {
  type ComplaintAnswers,
  type ComplaintFunnel,
  complaintFunnel,
  SETTLEMENTS,
  type Settlement,
} from './churn/complaint-funnel.ts'
export {
  COMPLAINT_GROUPS,
  type ComplaintGroup,
  type ComplaintGroups,
  complaintGroups,
  type HandledCustomer,
} from './churn/complaint-groups.ts'
export {
  type ComplaintCounts,
  type ComplaintMeasures,
  complaintMeasures,
} from './churn/complaint-measures.ts'
export { kaplanMeier, type SurvivalCurve, type SurvivalStep, type Tenure } from './churn/kaplan-meier.ts'
export { type GroupSummary, type RecoveryParadox, recoveryParadox } from './churn/recovery-paradox.ts'
export {
  type CustomerFlow,
  type LostCustomer,
  type Retention,
  retentionRates,
  winBackPriority,
} from './churn/retention.ts'
export {
  type ReasonShare,
  SWITCHING_REASONS,
  type SwitchingAnswer,
  type SwitchingReason,
  type SwitchingReasons,
  switchingReasons,
} from './churn/switching-reasons.ts'
export { BASE_LIMITS, BASE_SIZES, type BaseLimits, type BaseSize, baseSize } from './core/base-size.ts'
export { benjaminiHochberg } from './core/benjamini-hochberg.ts'
export { chiSquareQuantile, chiSquareShare, chiSquareUpper } from './core/chi-square.ts'
export { type CohenKappa, cohenKappa } from './core/cohen-kappa.ts'
export { countPlaces } from './core/count-places.ts'
export { cronbachAlpha } from './core/cronbach-alpha.ts'
export { type Difference, differenceOf, type Score } from './core/difference.ts'
export type { Estimated, Margin } from './core/estimated.ts'
export { fUpper } from './core/f-upper.ts'
export { holm } from './core/holm.ts'
export { type Homogeneity, homogeneity } from './core/homogeneity.ts'
export type { Interval, IntervalMethod } from './core/interval.ts'
export { isotonic } from './core/isotonic.ts'
export {
  type Coefficient,
  type LinearFit,
  type LinearReason,
  type LinearSummary,
  leastSquares,
  type Predictor,
} from './core/least-squares.ts'
export {
  type LogisticCoefficient,
  type LogisticFit,
  type LogisticReason,
  logisticRegression,
} from './core/logistic.ts'
export { type MeanTest, meanTest } from './core/mean-test.ts'
export { type Moments, mergeMoments, momentsOf } from './core/moments.ts'
export { momentsFromSummary, type Summary } from './core/moments-from-summary.ts'
export type { Notice } from './core/notice.ts'
export {
  effectiveSize,
  type Observations,
  selectItems,
  selectRows,
  toObservations,
} from './core/observations.ts'
export { type Found, found, type Missed, missed, type Outcome } from './core/outcome.ts'
export { poissonInterval } from './core/poisson-interval.ts'
export { GENERATOR, seeded, streamOf, uniform } from './core/random.ts'
export { rankArea } from './core/rank-area.ts'
export { type RatioOfMeans, ratioOfMeans } from './core/ratio-of-means.ts'
export type { ResampledReceipt, ResampleOptions } from './core/resample-statistics.ts'
export { type ResampledShare, resampledShare } from './core/resampled-share.ts'
export { type Share, shareOf } from './core/share.ts'
export { type GroupMean, type WelchAnova, welchAnova } from './core/welch-anova.ts'
export { wilsonInterval } from './core/wilson.ts'
export { type MaskOptions, type MaskWords, maskPersonal } from './disclosure/mask-personal.ts'
export {
  type AttributeCount,
  type Filtered,
  type OtherGroup,
  SMALLEST_GROUP,
  singlesOut,
} from './disclosure/singles-out.ts'
export {
  DRIVER_WARNINGS,
  type DriverAnalysis,
  type DriverWarning,
  driverAnalysis,
} from './drivers/driver-analysis.ts'
export {
  DRIVER_INTERVALS,
  type DriverInterval,
  type DriverOptions,
  type DriverPair,
  type DriverRow,
} from './drivers/driver-table.ts'
export {
  type AttributePosition,
  type CrossHair,
  type ImportancePerformanceGrid,
  importancePerformanceGrid,
  type PlacedAttribute,
  QUADRANTS,
  type Quadrant,
} from './drivers/importance-performance-grid.ts'
export { type AttributeColumns, type RatedPositions, ratedPositions } from './drivers/rated-positions.ts'
export {
  completeDominance,
  type RelativeImportance,
  relativeImportance,
} from './drivers/relative-importance.ts'
export { type RelativeWeights, relativeWeights } from './drivers/relative-weights.ts'
export { EXACT_DRIVERS, subsetRSquared } from './drivers/subset-r-squared.ts'
export {
  expectedLifetime,
  LIFETIME_FORMS,
  type LifetimeForm,
  type LifetimeTerms,
  lifetimeChange,
  lifetimeValue,
} from './economics/customer-lifetime.ts'
export { GROWTH_FORMS, type GrowthForm, marketValueScenario } from './economics/market-value.ts'
export {
  breakEvenChange,
  type RetentionCurve,
  retentionAt,
  type StakeScenario,
  type TornadoBar,
  tornado,
  type ValueAtStake,
  valueAtStake,
} from './economics/value-at-stake.ts'
export {
  ADLI_RULES,
  type AdliRule,
  type AdliScores,
  ASSESSMENT_BANDS,
  type AssessedCriterion,
  adliPercent,
  assessmentBand,
  CUSTOMER_CRITERIA,
  LARGEST_SPREAD,
  type SelfAssessment,
  selfAssessment,
} from './excellence/self-assessment.ts'
export { aggregateIndex, type IndexShare } from './indices/aggregate-index.ts'
export { type CustomerEffort, customerEffort } from './indices/customer-effort.ts'
export {
  type NetPromoter,
  type NetPromoterDifference,
  netPromoter,
  netPromoterDifference,
} from './indices/net-promoter.ts'
export { netPromoterChange, netPromoterPoints } from './indices/net-promoter-change.ts'
export {
  type PerformanceRatio,
  performanceRatio,
  type RatioBand,
  ratioBand,
} from './indices/performance-ratio.ts'
export { type IndexItem, satisfactionIndex } from './indices/satisfaction-index.ts'
export { type TopBox, topBox } from './indices/top-box.ts'
export {
  type AttributeWeights,
  type WeightSensitivity,
  weightSensitivity,
} from './indices/weight-sensitivity.ts'
export {
  type RatedAttribute,
  type WeightedSatisfaction,
  weightedSatisfaction,
} from './indices/weighted-satisfaction.ts'
export {
  type WeightedItem,
  type WeightedSatisfactionMargin,
  weightedSatisfactionMargin,
} from './indices/weighted-satisfaction-margin.ts'
export {
  type KanoAttribute,
  type KanoAttributeOutcome,
  type KanoOptions,
  type KanoReason,
  type KanoResult,
  kano,
} from './kano/kano.ts'
export {
  KANO_ANSWERS,
  KANO_CATEGORIES,
  KANO_TABLES,
  type KanoAnswer,
  type KanoCategory,
  type KanoPair,
  type KanoTable,
  kanoCategory,
} from './kano/kano-category.ts'
export {
  DYSFUNCTIONAL_SCORES,
  FUNCTIONAL_SCORES,
  type KanoContinuous,
  type KanoMean,
  kanoContinuous,
  kanoQuadrant,
} from './kano/kano-continuous.ts'
export {
  KANO_LIFE_CYCLE,
  type KanoDrift,
  type KanoStep,
  type KanoWave,
  kanoDrift,
} from './kano/kano-drift.ts'
export {
  compareKanoSegments,
  type KanoSegment,
  type KanoSegmentComparison,
  type KanoSegmentDifference,
} from './kano/kano-segments.ts'
export { KANO_WARNINGS, type KanoSummary, type KanoWarning, kanoSummary } from './kano/kano-summary.ts'
export { type FongTest, type KanoCounts, type KanoVerdict, kanoVerdict } from './kano/kano-verdict.ts'
export { DICK_BASU_TYPES, type DickBasuType, dickBasuType } from './loyalty/dick-basu.ts'
export {
  LOYALTY_CUTS,
  LOYALTY_EXTREMES,
  LOYALTY_QUADRANTS,
  type LoyaltyCell,
  type LoyaltyCuts,
  type LoyaltyExtreme,
  type LoyaltyMatrix,
  type LoyaltyQuadrant,
  type LoyaltyScores,
  loyaltyExtreme,
  loyaltyMatrix,
  loyaltyQuadrant,
} from './loyalty/jones-sasser.ts'
export { type LoyaltyMovement, loyaltyMovement } from './loyalty/loyalty-movement.ts'
export {
  type GroupLoyalty,
  groupLoyaltyProduct,
  type LoyaltyFactors,
  loyaltyProduct,
} from './loyalty/loyalty-product.ts'
export { type LoyaltyProfile, loyaltyProfile } from './loyalty/loyalty-profile.ts'
export {
  EVANGELIST_SIGNS,
  type EvangelistSign,
  isEvangelist,
  LOYALTY_SIGNS,
  type LoyaltySign,
  loyaltyLevel,
} from './loyalty/loyalty-signs.ts'
export {
  LOYALTY_RULE,
  LOYALTY_TYPES,
  type LoyaltyAnswers,
  type LoyaltyRule,
  type LoyaltyType,
  type LoyaltyTypeShare,
  type LoyaltyVerdict,
  loyaltyType,
  loyaltyTypeShares,
} from './loyalty/loyalty-type.ts'
export {
  type CurveBend,
  type CurvePoint,
  curveBend,
  LOYALTY_ZONES,
  type LoyaltyCurve,
  type LoyaltyZone,
  loyaltyZone,
  type PlacedPoint,
  satisfactionLoyaltyCurve,
  type ZoneCuts,
} from './loyalty/satisfaction-loyalty-curve.ts'
export { type SignCounts, signCounts } from './loyalty/sign-counts.ts'
export { type SwitchingCostEffect, switchingCostEffect } from './loyalty/switching-cost.ts'
export { type Anova, type AnovaReason, anova } from './multivariate/anova.ts'
export { type ChosenClusters, type ClusterChoice, chooseClusters } from './multivariate/choose-clusters.ts'
export {
  type ClassicalScaling,
  classicalScaling,
  type Scaling,
  type ScalingReason,
} from './multivariate/classical-scaling.ts'
export type { ColumnComparison } from './multivariate/column-tests.ts'
export { CORRELATIONS, type Correlation, type CorrelationKind, correlate } from './multivariate/correlate.ts'
export { type CountedTable, type CountTable, countTable } from './multivariate/count-table.ts'
export { type Crosstab, type CrosstabCell, type CrosstabOptions, crosstab } from './multivariate/crosstab.ts'
export { type Description, describeValues } from './multivariate/describe.ts'
export { distancesOf } from './multivariate/distances.ts'
export { type FactorAdequacy, factorAdequacy } from './multivariate/factor-adequacy.ts'
export {
  EXTRACTIONS,
  type ExtractionMethod,
  type FactorAnalysis,
  type FactorOptions,
  type FactorReason,
  type FactorSolution,
  factorAnalysis,
  factorSolution,
} from './multivariate/factor-analysis.ts'
export { fisherExact } from './multivariate/fisher-exact.ts'
export type { AnswerSummary, Group } from './multivariate/group-summary.ts'
export {
  cutTree,
  type Hierarchy,
  hierarchy,
  LINKAGES,
  type Linkage,
  type Merge,
} from './multivariate/hierarchical.ts'
export { type ClusterReason, type KMeans, type KMeansOptions, kMeans } from './multivariate/k-means.ts'
export { type Manova, type ManovaReason, type ManovaTest, manova } from './multivariate/manova.ts'
export { type ParallelAnalysis, parallelAnalysis } from './multivariate/parallel-analysis.ts'
export { POST_HOC, type PostHocMethod, type PostHocPair, postHoc } from './multivariate/post-hoc.ts'
export {
  type CorrelationSummary,
  correlationSummary,
  type ItemsReason,
  type PrincipalComponents,
  principalComponents,
} from './multivariate/principal-components.ts'
export { type RankSum, rankSum } from './multivariate/rank-sum.ts'
export { type Regression, regression, type UnusualRow } from './multivariate/regression.ts'
export { ROTATIONS, type Rotation } from './multivariate/rotate.ts'
export { silhouette } from './multivariate/silhouette.ts'
export {
  SMACOF_KINDS,
  type Smacof,
  type SmacofKind,
  type SmacofOptions,
  smacof,
} from './multivariate/smacof.ts'
export { T_TESTS, type TTest, type TTestKind, tTest } from './multivariate/t-test.ts'
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
  planComparison,
} from './pls/compare-groups.ts'
export { congruence } from './pls/congruence.ts'
export { type CrossPredictions, crossPredict, type PredictReason } from './pls/cross-predict.ts'
export { cvpat } from './pls/cvpat.ts'
export { estimatePls, type PlsEstimate } from './pls/estimate-pls.ts'
export { type ExactFit, type ExactFitOptions, type ExactFitTest, exactFitTest } from './pls/exact-fit-test.ts'
export { type Fimix, type FimixReason, fimix } from './pls/fimix.ts'
export { type FimixOptions, SEGMENT_MEANS, type SegmentMeans } from './pls/fimix-options.ts'
export type { FimixSegment, FimixSolution } from './pls/fimix-solution.ts'
export {
  finishComparison,
  type GroupComparison,
  type GroupPair,
  type PathDifference,
} from './pls/finish-comparison.ts'
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
export { type Jackknife, jackknifePls } from './pls/jackknife-pls.ts'
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
  type MicomReason,
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
  BENCHMARKS,
  type Benchmark,
  type PredictOptions,
  type PredictSettings,
  TECHNIQUES,
  type Technique,
} from './pls/predict-options.ts'
export {
  type ItemPrediction,
  type PlsPrediction,
  PREDICTIVE_POWERS,
  type PredictivePower,
  predictPls,
} from './pls/predict-pls.ts'
export { mergeDraws, type PlsDraws, type ResampleJob, resamplePls } from './pls/resample-pls.ts'
export { simpleSlope } from './pls/simple-slope.ts'
export { specifyModel } from './pls/specify-model.ts'
export type { FornellLarcker, PathQuality } from './pls/structural-quality.ts'
export {
  DRAWN_INTERVALS,
  type DrawnInterval,
  type ResampleSummary,
  summariseResamples,
} from './pls/summarise-resamples.ts'
export { type MissingReport, type Treated, treatMissing } from './pls/treat-missing.ts'
export { houseCascade, QFD_PHASES } from './qfd/house-cascade.ts'
export {
  type Characteristic,
  HOUSE_WARNINGS,
  type House,
  type HouseOfQuality,
  type HouseOptions,
  houseOfQuality,
  IMPORTANCE_KINDS,
  type ImportanceKind,
  NORMALISATIONS,
  type Normalisation,
  type PlannedRequirement,
  type RankedCharacteristic,
  type Requirement,
  ROOF_SIGNS,
  type RoofSign,
} from './qfd/house-of-quality.ts'
export { type CharacteristicRank, type HouseRanks, houseRanks } from './qfd/house-ranks.ts'
export {
  RELATION_SCALES,
  type RelationScale,
  type RelationSensitivity,
  relationSensitivity,
} from './qfd/relation-sensitivity.ts'
export {
  DUPLICATE_KINDS,
  type DuplicateKind,
  type DuplicatePair,
  findDuplicates,
  type ResponseMark,
} from './response-quality/duplicates.ts'
export { GIBBERISH_SIGNS, type GibberishSign, gibberishSigns } from './response-quality/gibberish.ts'
export { type GridPattern, gridPattern } from './response-quality/grid-pattern.ts'
export {
  type BrokenRule,
  brokenRules,
  COMPARISONS,
  type Comparison,
  type Condition,
  type ConsistencyRule,
} from './response-quality/inconsistency.ts'
export { type ModeEffect, type ModeShift, modeEffect } from './response-quality/mode-effect.ts'
export { type OutlyingAnswers, outlyingAnswers } from './response-quality/outlying-answers.ts'
export {
  type FlaggedResponse,
  type QualityFlag,
  type QualitySummary,
  qualityFlags,
} from './response-quality/quality-flags.ts'
export {
  type ResponseTimes,
  relativeSpeedIndex,
  responseTimes,
  type TimeCheck,
} from './response-quality/response-times.ts'
export {
  type ItemStates,
  type UnansweredShare,
  unansweredShare,
} from './response-quality/unanswered-share.ts'
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
export {
  type BeliefDimension,
  type BeliefGap,
  type BeliefGaps,
  type BeliefItem,
  type BeliefReason,
  type BeliefSide,
  beliefGaps,
  type NamedBeliefGap,
} from './servqual/belief-gaps.ts'
export {
  type ServperfDimension,
  type ServperfDimensionResult,
  type ServperfResult,
  servperf,
} from './servqual/servperf.ts'
export {
  GAP_BANDS,
  type Gap,
  type GapBand,
  gapBand,
  type ServqualDimensionResult,
  type ServqualResult,
  servqual,
} from './servqual/servqual.ts'
export {
  type ServqualDimension,
  type ServqualItem,
  type ServqualScores,
  servqualScores,
} from './servqual/servqual-scores.ts'
export { shortfall } from './servqual/shortfall.ts'
export {
  TOLERANCE_ZONES,
  type ToleranceItem,
  type ToleranceResult,
  type ToleranceZone,
  zoneOfTolerance,
} from './servqual/zone-of-tolerance.ts'
export { type FrequentWord, type FrequentWords, frequentWords } from './text/frequent-words.ts'
export { type Keyness, type KeyWord, keyness } from './text/keyness.ts'
export { krippendorffAlpha } from './text/krippendorff-alpha.ts'
export { type ScoredWord, type ScoredWords, scoredWords } from './text/scored-words.ts'
export { findTopics, type Topic, type TopicOptions, type Topics } from './text/topics.ts'
export { type ScoredText, type WordAnswers, type WordOptions, wordCounts } from './text/word-counts.ts'
export {
  IMPACT_CLASSES,
  type ImpactClass,
  impactClass,
  THREE_FACTOR_CLASSES,
  type ThreeFactorClass,
  threeFactorClass,
} from './twofactor/impact-class.ts'
export { type ImportancePair, importanceGrid } from './twofactor/importance-grid.ts'
export {
  type Contrast,
  type PenaltyReward,
  penaltyReward,
  RATING_RANGES,
  type RatingRanges,
  type TwoFactorAnalysis,
  type TwoFactorOptions,
} from './twofactor/penalty-reward.ts'
export { type Concentration, concentration } from './value/concentration.ts'
export {
  customerPyramid,
  PYRAMID_TIERS,
  type PyramidRow,
  type PyramidTier,
} from './value/customer-pyramid.ts'
export {
  type DeliveredAnswers,
  deliveredValue,
  groupDeliveredValue,
  VALUE_BENEFITS,
  VALUE_COSTS,
} from './value/delivered-value.ts'
export {
  type SegmentDistinctness,
  type SegmentResult,
  segmentDistinctness,
} from './value/segment-distinctness.ts'
export { shareOfWallet, walletAllocation } from './value/share-of-wallet.ts'
export {
  type CustomerValue,
  VALUE_CELLS,
  VALUE_CLASSES,
  type ValueCell,
  type ValueClass,
  valueCell,
  valueClasses,
} from './value/value-class.ts'
export { type DesignEffect, designEffect } from './weighting/design-effect.ts'
export {
  type PostStratified,
  type PostStratifyReason,
  postStratify,
  type StratifiedCell,
} from './weighting/post-stratify.ts'
export { type Raked, type RakeMargin, type RakeOptions, type RakeReason, rake } from './weighting/rake.ts'
export { TRIM_RANGE, type TrimmedWeights, type TrimRange, trimWeights } from './weighting/trim-weights.ts'
