import { Button } from '@mantine/core'
import type { Brand, InstrumentSummary } from '../../api/contract/program.ts'
import type { Results } from '../../api/contract/results.ts'
import type { Wave } from '../../api/contract/wave.ts'
import type { AnalysisResult } from '../../stats/analyse-indices-finish.ts'
import type { Outcome } from '../../stats/core/outcome.ts'
import { ConstructsPanel } from '../panels/constructs-panel.tsx'
import { DriversPanel } from '../panels/drivers-panel.tsx'
import { HeadlinePanel } from '../panels/headline-panel.tsx'
import { standingOf } from '../panels/league.ts'
import { LeaguePanel } from '../panels/league-panel.tsx'
import { PageCaption } from '../panels/panel.tsx'
import { type ArrowView, PathPanel } from '../panels/path-panel.tsx'
import type { Subject } from '../panels/subject.ts'
import { SurePanel } from '../panels/sure-panel.tsx'
import { TrendPanel } from '../panels/trend-panel.tsx'
import { changeVerdict, standingVerdict } from '../panels/verdict.ts'
import { useWords } from '../panels/words.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { partialsCaption } from './partials-switch.tsx'
import { questionText } from './question-text.ts'
import { changeOf, leagueOf, modelOf, unansweredOf } from './read-result.ts'
import { ResultsRun } from './results-run.tsx'

export interface ResultsBodyProps {
  readonly results: Results
  readonly instrument: InstrumentSummary | undefined
  /** Those whose answers are in the numbers. */
  readonly waves: readonly Wave[]
  readonly wave: Wave
  readonly onWave: (wave: string) => void
  readonly brand: Brand
  readonly view: ArrowView
  readonly onView: (view: ArrowView) => void
  readonly onEveryone: () => void
}

/** The answers in the order they are looked for: index, trend, rank, drivers, model, measurement, certainty. */
export function ResultsBody(props: ResultsBodyProps) {
  const { results, instrument, waves, wave, onWave, brand, view, onView, onEveryone } = props
  const words = useWords()
  const { t, language } = words
  const result = results.analysis.result as AnalysisResult
  const { brands } = results.program

  if (result.cells.every(({ sampleSize }) => sampleSize === 0)) {
    return (
      <EmptyState
        title={t('empty.slice')}
        action={
          <Button variant="default" onClick={onEveryone}>
            {t('empty.sliceDo')}
          </Button>
        }
      >
        {t('empty.sliceHint')}
      </EmptyState>
    )
  }

  const last = waves.findLast(({ responses }) => responses > 0) ?? waves.at(-1)
  if (!waves.some(({ id }) => id === wave.id) && last !== undefined) {
    return (
      <EmptyState
        title={t('leftOut.wave', { wave: wave.name })}
        action={
          <Button variant="default" onClick={() => onWave(last.id)}>
            {t('leftOut.waveDo', { wave: last.name })}
          </Button>
        }
      >
        {t('leftOut.waveHint')}
      </EmptyState>
    )
  }

  const league = leagueOf(result, wave.id, brands)
  const change = changeVerdict(changeOf(result, waves, { waveId: wave.id, brandId: brand.id }), words)
  const questionOf = (code: string) => {
    const asked = instrument?.questions.find((question) => question.code === code)?.title[language]
    return asked === undefined ? code : questionText(asked, brand.name, results.program, language)
  }
  // A reason about an item is told by its question, not by its code.
  const told = <Value,>(outcome: Outcome<Value>): Outcome<Value> =>
    outcome.ok || outcome.subject === undefined
      ? outcome
      : { ...outcome, subject: t('quoted', { text: questionOf(outcome.subject) }) }
  const entry = league.entries.find(({ id }) => id === brand.id)
  const model = modelOf(result, wave.id, brand.id)
  const subject: Subject = {
    ...model,
    cell: told(model.cell),
    constructs: inModelOrder(model.cell.ok ? Object.keys(model.cell.value.weights) : [], instrument),
    brand: brand.name,
    wave: wave.name,
    target: result.settings.target,
    titleOf: (name) => instrument?.constructs.find((one) => one.name === name)?.title[language] ?? name,
    questionOf,
    unanswered: unansweredOf(results.analysis.receipt, wave.id, brand.id),
  }
  // A brand too small to be ranked is not compared in words either; its headline says why.
  const compared = league.ranks.some(({ name }) => name === brand.id)
  const standing = compared ? [standingVerdict(standingOf(brand.id, league), words)] : []
  const rivals = league.entries.flatMap(({ id, index }) =>
    id !== brand.id && index.ok ? [index.value.value] : [],
  )
  return (
    <PageCaption value={partialsCaption(results.analysis.receipt, words)}>
      {entry && (
        <HeadlinePanel
          entry={{ ...entry, index: told(entry.index) }}
          wave={wave.name}
          rivals={rivals}
          verdicts={[change, ...standing]}
          quick={league.quick}
        />
      )}
      {result.cells.some((cell) => cell.result.ok) && <ResultsRun results={results} />}
      <TrendPanel
        waves={waves.map(({ id, name }) => ({
          id,
          name,
          entries: leagueOf(result, id, brands).entries,
        }))}
        brand={brand.id}
        verdict={change}
        quick={league.quick}
      />
      <LeaguePanel league={league} brand={brand.id} />
      <DriversPanel subject={subject} />
      <PathPanel subject={subject} view={view} onView={onView} />
      <ConstructsPanel subject={subject} />
      <SurePanel subject={subject} weightRule={result.rule} receipt={results.analysis.receipt} />
    </PageCaption>
  )
}

function inModelOrder(
  constructs: readonly string[],
  instrument: InstrumentSummary | undefined,
): readonly string[] {
  const order = instrument?.constructs.map(({ name }) => name) ?? []
  return [...constructs].sort((a, b) => order.indexOf(a) - order.indexOf(b))
}
