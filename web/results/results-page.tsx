import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Program } from '../../api/contract/program.ts'
import type { Results } from '../../api/contract/results.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { ApiFailure, api } from '../api-client.ts'
import '../panels/panels.css'
import { useWords } from '../panels/words.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useRegisterSegments } from '../register-segments.ts'
import type { ResultsSearch } from '../search.ts'
import { useSession } from '../session.ts'
import { comparedWaves } from './compared-waves.ts'
import { FilterBar, SlicePrinted } from './filter-bar.tsx'
import { LeftOutNote } from './left-out-note.tsx'
import { NoIndex } from './no-index.tsx'
import { PartialsSwitch } from './partials-switch.tsx'
import { ResultsBody } from './results-body.tsx'
import { resultsQuery } from './results-queries.ts'
import {
  brandShown,
  partialsOf,
  segmentsOf,
  waveShown,
  withoutSegments,
  withSegment,
} from './slice-search.ts'

/** What an executive reads at a glance and an analyst can defend; the address alone says what is shown. */
export function ResultsPage() {
  const { programId } = useParams({ from: '/inside/programs/$programId/results' })
  const search = useSearch({ from: '/inside/programs/$programId/results' })
  const navigate = useNavigate()
  const catalogue = useQuery({
    queryKey: ['catalogue'],
    queryFn: api.catalogue,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) })
  const { may } = useSession()
  const register = useRegisterSegments()
  const asked = (catalogue.data?.attributes ?? []).filter(({ code }) =>
    program.data?.askedAttributes.includes(code),
  )
  const attributes = [
    ...asked,
    ...register.segments.filter(({ code }) => !asked.some((attribute) => attribute.code === code)),
  ]
  const segments = segmentsOf(search, attributes)
  const results = useQuery({
    ...resultsQuery(programId, segments, partialsOf(search)),
    enabled: catalogue.data !== undefined && !register.isPending && program.data?.status === 'published',
  })

  // Final, and no fault: there is something else to read of it.
  const isOther = results.error instanceof ApiFailure && results.error.code === 'no-index'
  if (isOther && program.data !== undefined && catalogue.data !== undefined) {
    return (
      <>
        <ResultsHeader program={program.data} />
        <NoIndex
          program={program.data}
          instruments={catalogue.data.instruments}
          mayDesign={may('designer')}
        />
      </>
    )
  }
  const failed = [catalogue, program, results].find(
    (query) => query.error !== null && query.data === undefined,
  )
  if (failed !== undefined) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
  if (program.data?.status === 'draft') {
    return (
      <>
        <ResultsHeader program={program.data} />
        <NothingYet program={program.data} waves={[]} />
      </>
    )
  }
  if (catalogue.data === undefined || results.data === undefined) return <Waiting />

  const { waves } = results.data
  const compared = comparedWaves(waves, results.data.analysis.receipt)
  // A wave that is left out is shown when it is asked for: to say why.
  const wave = waves.find(({ id }) => id === search.wave) ?? waveShown(compared, search) ?? waves.at(-1)
  const brand = brandShown(results.data.program, search)
  const go = (next: ResultsSearch) =>
    void navigate({
      to: '/programs/$programId/results',
      params: { programId },
      search: next,
      replace: true,
      resetScroll: false,
    })

  return (
    <>
      <ResultsHeader program={results.data.program} />
      {results.error === null ? null : (
        <ErrorNotice error={results.error} onRetry={() => void results.refetch()} />
      )}
      {wave === undefined || brand === undefined || isEmpty(results.data) ? (
        <NothingYet program={results.data.program} waves={waves} />
      ) : (
        <>
          <FilterBar
            waves={waves}
            wave={wave.id}
            onWave={(chosen) => go({ ...search, wave: chosen })}
            brands={results.data.program.brands}
            brand={brand.id}
            onBrand={(chosen) => go({ ...search, brand: chosen })}
            attributes={attributes}
            segments={segments}
            onSegment={(attribute, values) => go(withSegment(search, attribute, values))}
            onReset={() => go(withoutSegments(search))}
          >
            <PartialsSwitch
              total={results.data.partials}
              receipt={results.data.analysis.receipt}
              include={partialsOf(search) === 'include'}
              onInclude={(include) => go({ ...search, partials: include ? 'include' : undefined })}
            />
          </FilterBar>
          <LeftOutNote
            receipt={results.data.analysis.receipt}
            instruments={catalogue.data.instruments}
            beside={(id) => compared.some((one) => one.id === id)}
          />
          <SlicePrinted wave={wave.name} brand={brand.name} attributes={attributes} segments={segments} />
          <div className={results.isPlaceholderData ? 'results-pending' : undefined}>
            <ResultsBody
              results={results.data}
              instrument={catalogue.data.instruments.find(
                ({ name, version }) =>
                  name === results.data.analysis?.receipt?.instrument.name &&
                  version === results.data.analysis.receipt.instrument.version,
              )}
              waves={compared}
              wave={wave}
              onWave={(chosen) => go({ ...search, wave: chosen })}
              brand={brand}
              view={search.view === 'impacts' ? 'impacts' : 'coefficients'}
              onView={(view) => go({ ...search, view: view === 'impacts' ? view : undefined })}
              onEveryone={() => go(withoutSegments(search))}
            />
          </div>
        </>
      )}
    </>
  )
}

function ResultsHeader({ program }: { readonly program: Program }) {
  const { t } = useWords()
  return (
    <PageHeader
      title={t('page.title', { program: program.name })}
      above={
        <Link to="/programs/$programId" params={{ programId: program.id }}>
          {program.name}
        </Link>
      }
      actions={
        <Button
          variant="default"
          size="sm"
          className="no-print wide-only"
          disabled={program.status === 'draft'}
          onClick={() => window.print()}
        >
          {t('page.print')}
        </Button>
      }
    />
  )
}

const isEmpty = ({ waves }: Results) => waves.every(({ responses }) => responses === 0)

interface NothingYetProps {
  readonly program: Program
  readonly waves: readonly Wave[]
}

/** Nothing to show yet: what to do next, in one click. */
function NothingYet({ program, waves }: NothingYetProps) {
  const { t } = useWords()
  const stage = program.status === 'draft' ? 'draft' : waves.length === 0 ? 'noWave' : 'noAnswers'
  const wave = waves.at(-1)
  return (
    <EmptyState
      title={t(`empty.${stage}`)}
      action={
        stage === 'noAnswers' && wave !== undefined ? (
          <Button
            renderRoot={(props) => (
              <Link
                to="/programs/$programId/waves/$waveId"
                params={{ programId: program.id, waveId: wave.id }}
                {...props}
              />
            )}
          >
            {t('empty.noAnswersDo')}
          </Button>
        ) : (
          <Button
            renderRoot={(props) => (
              <Link to="/programs/$programId" params={{ programId: program.id }} {...props} />
            )}
          >
            {t(`empty.${stage}Do`)}
          </Button>
        )
      }
    >
      {t('empty.promise')}
    </EmptyState>
  )
}
