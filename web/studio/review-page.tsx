import { Button, SegmentedControl } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceiptHolder } from '../../api/contract/erasure.ts'
import type { FlaggedResponse, ReviewList } from '../../api/contract/quality.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import { AnswersByReceipt } from './answers-by-receipt.tsx'
import { DecideExclusion } from './decide-exclusion.tsx'
import './fieldwork.css'
import { ReviewTable } from './review-table.tsx'
import './studio.css'
import { WaveTabs } from './wave-tabs.tsx'

const LISTS = ['review', 'flagged', 'excluded', 'all'] as const satisfies readonly ReviewList[]
const A_PAGE = 50

/** Answers that look odd, and what people decide about them. */
export function ReviewPage() {
  const { programId, waveId } = useParams({ from: '/inside/programs/$programId/waves/$waveId/review' })
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const { may } = useSession()
  const [list, setList] = useState<ReviewList>('review')
  const [page, setPage] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [deciding, setDeciding] = useState<boolean>()
  const [named, setNamed] = useState<ReceiptHolder>()
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) })
  const wave = useQuery({ queryKey: ['wave', waveId], queryFn: () => api.wave(waveId) })
  const quality = useQuery({
    queryKey: ['quality', waveId, list, page],
    queryFn: () => api.quality(waveId, list, page),
    placeholderData: keepPreviousData,
  })
  if (program.isPending || wave.isPending || quality.isPending) return <Waiting />
  if (program.data === undefined || wave.data === undefined || quality.data === undefined) {
    const error = program.error ?? wave.error ?? quality.error
    return <ErrorNotice error={error} onRetry={() => void quality.refetch()} />
  }
  const { responses, lists } = quality.data
  const picked = responses.filter(({ id }) => chosen.has(id))
  const show = (next: ReviewList, at: number) => {
    setList(next)
    setPage(at)
    setChosen(new Set())
  }
  return (
    <>
      <PageHeader
        title={t('review.title')}
        above={
          <Link to="/programs/$programId/waves/$waveId" params={{ programId, waveId }}>
            {wave.data.name}
          </Link>
        }
        lead={t('review.lead')}
        actions={<Compare waveId={waveId} />}
      />
      <WaveTabs programId={programId} waveId={waveId} at="review" />
      {quality.error === null ? null : <ErrorNotice error={quality.error} />}
      <div className="review-lists">
        <SegmentedControl
          aria-label={t('review.lists')}
          value={list}
          onChange={(next) => show(next as ReviewList, 0)}
          data={LISTS.map((value) => ({
            value,
            label: t('review.count', {
              name: t(`review.list.${value}`),
              formatted: formatNumber(lists[value], language),
            }),
          }))}
        />
        <Actions picked={picked} onDecide={setDeciding} />
      </div>
      {responses.length === 0 ? (
        <EmptyState title={t(`review.none.${list}`)}>{t('review.lead')}</EmptyState>
      ) : (
        <ReviewTable
          responses={responses}
          brands={program.data.brands}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      <div className="review-pages">
        {page === 0 ? null : (
          <Button variant="default" onClick={() => show(list, page - 1)}>
            {t('review.later')}
          </Button>
        )}
        {(page + 1) * A_PAGE >= lists[list] ? null : (
          <Button variant="default" onClick={() => show(list, page + 1)}>
            {t('review.earlier')}
          </Button>
        )}
      </div>
      <AnswersByReceipt waveId={waveId} mayErase={may('designer')} onFound={setNamed} />
      {named === undefined ? null : (
        <DecideExclusion
          wave={wave.data}
          brands={program.data.brands}
          responseIds={[named.responseId]}
          excluded={!named.excluded}
          onClose={() => setNamed(undefined)}
          onDone={() => setNamed(undefined)}
        />
      )}
      {deciding === undefined ? null : (
        <DecideExclusion
          wave={wave.data}
          brands={program.data.brands}
          responseIds={picked.filter(({ excluded }) => excluded !== deciding).map(({ id }) => id)}
          excluded={deciding}
          onClose={() => setDeciding(undefined)}
          onDone={() => {
            setDeciding(undefined)
            setChosen(new Set())
          }}
        />
      )}
    </>
  )
}

interface ActionsProps {
  readonly picked: readonly FlaggedResponse[]
  readonly onDecide: (excluded: boolean) => void
}

function Actions({ picked, onDecide }: ActionsProps) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const out = picked.filter(({ excluded }) => excluded).length
  const said = (count: number) => ({ count, formatted: formatNumber(count, language) })
  return (
    <div className="review-actions">
      {picked.length === out && out > 0 ? null : (
        <Button disabled={picked.length === 0} onClick={() => onDecide(true)}>
          {picked.length === 0 ? t('review.exclude.none') : t('review.exclude', said(picked.length - out))}
        </Button>
      )}
      {out === 0 ? null : (
        <Button variant="default" onClick={() => onDecide(false)}>
          {t('review.include', said(out))}
        </Button>
      )}
    </div>
  )
}

/** What shows only beside the others is looked for from time to time by itself; here it is looked for at once. */
function Compare({ waveId }: { waveId: string }) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const queries = useQueryClient()
  const compare = useMutation({
    mutationFn: () => api.compareAnswers(waveId),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['quality', waveId] }),
  })
  return (
    <>
      {compare.error === null ? null : <ErrorNotice error={compare.error} />}
      {compare.data === undefined ? null : (
        <span role="status" className="quiet">
          {t('review.compared', { formatted: formatNumber(compare.data.changed, language) })}
        </span>
      )}
      <Button variant="default" loading={compare.isPending} onClick={() => compare.mutate()}>
        {t('review.compare')}
      </Button>
    </>
  )
}
