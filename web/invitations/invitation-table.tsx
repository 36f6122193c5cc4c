import { Button, NativeSelect, Table } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationLine } from '../../api/contract/mailing.ts'
import { formatMoment, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { invitationsApi } from './invitations-api.ts'

const STATES = [
  ...['queued', 'to-call', 'called', 'handed-out', 'sent', 'opened', 'started', 'completed'],
  ...['declined', 'withdrawn', 'bounced', 'failed', 'cancelled', 'uncertain'],
] as const
type State = (typeof STATES)[number]

interface InvitationTableProps {
  readonly waveId: string
  /** How many invitations stand in each state. */
  readonly counts: Readonly<Record<string, number>>
}

/** Who was invited, and how far each has come. */
export function InvitationTable({ waveId, counts }: InvitationTableProps) {
  const { t } = useTranslation('invitations')
  const language = useLanguage()
  const [state, setState] = useState<State | undefined>()
  const pages = useInfiniteQuery({
    queryKey: ['invitations', waveId, state],
    queryFn: ({ pageParam }) => invitationsApi.invitations(waveId, state, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 3_000,
  })
  const lines = pages.data?.pages.flatMap(({ invitations }) => invitations) ?? []
  return (
    <section className="invitation-table">
      <div className="section-head">
        <h2>{t('list')}</h2>
        <div className="list-tools">
          <Button
            component="a"
            variant="default"
            size="sm"
            href={invitationsApi.linksAddress(waveId, state === 'uncertain' ? undefined : state)}
            download
          >
            {t('links.download')}
          </Button>
          <NativeSelect
            aria-label={t('list.state')}
            value={state ?? ''}
            data={[
              { value: '', label: t('list.all') },
              ...STATES.map((value) => ({
                value,
                label:
                  counts[value] === undefined
                    ? t(`state.${value}`)
                    : `${t(`state.${value}`)} (${formatNumber(counts[value], language)})`,
              })),
            ]}
            onChange={(event) => setState(STATES.find((value) => value === event.currentTarget.value))}
          />
        </div>
      </div>
      <p className="quiet small">{t('links.download.hint')}</p>
      {pages.isPending ? <Waiting /> : null}
      {pages.error === null ? null : <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {lines.length === 0 && !pages.isPending ? <p className="quiet">{t('list.none')}</p> : null}
      {lines.length === 0 ? null : (
        <Table.ScrollContainer minWidth={640} scrollAreaProps={{ tabIndex: 0 }}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('column.person')}</Table.Th>
                <Table.Th>{t('column.state')}</Table.Th>
                <Table.Th>{t('column.sent')}</Table.Th>
                <Table.Th>{t('column.reminders')}</Table.Th>
                <Table.Th>{t('column.action')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map((line) => (
                <Line key={line.id} waveId={waveId} line={line} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {pages.hasNextPage ? (
        <Button
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      ) : null}
    </section>
  )
}

function Line({ waveId, line }: { waveId: string; line: InvitationLine }) {
  const { t } = useTranslation('invitations')
  const language = useLanguage()
  const queries = useQueryClient()
  const refresh = () =>
    Promise.all(
      ['invitations', 'mailings'].map((key) => queries.invalidateQueries({ queryKey: [key, waveId] })),
    )
  const bounce = useMutation({
    mutationFn: () => invitationsApi.markBounced(line.id),
    onSettled: refresh,
  })
  const turn = line.state === 'withdrawn' ? 'on' : 'off'
  const link = useMutation({
    mutationFn: () => invitationsApi.switchLink(line.id, turn),
    onSettled: refresh,
  })
  const person = line.name === '' ? (line.email ?? t('list.erased')) : line.name
  return (
    <Table.Tr>
      <Table.Td>
        <span>{person}</span>
        {line.name === '' || line.email === null ? null : <span className="quiet small"> {line.email}</span>}
      </Table.Td>
      <Table.Td>
        {t(`state.${line.uncertain && line.state === 'sent' ? 'uncertain' : line.state}`)}
        {line.failure === null ? null : (
          <span className="quiet small">
            {' '}
            {t(`failure.${line.failure.reason}`)}
            {line.failure.said === null ? null : (
              <>
                {' '}
                <q lang="en">{line.failure.said}</q>
              </>
            )}
          </span>
        )}
      </Table.Td>
      <Table.Td>{line.sentAt === null ? '–' : formatMoment(line.sentAt, language)}</Table.Td>
      <Table.Td className="figure">{formatNumber(line.reminders, language)}</Table.Td>
      <Table.Td>
        {line.state === 'sent' ? (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={bounce.isPending}
            aria-label={`${t('list.bounced')}: ${person}`}
            onClick={() => bounce.mutate()}
          >
            {t('list.bounced')}
          </Button>
        ) : null}
        {line.state === 'completed' || line.state === 'cancelled' ? null : (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={link.isPending}
            aria-label={`${t(`list.switch-${turn}`)}: ${person}`}
            onClick={() => link.mutate()}
          >
            {t(`list.switch-${turn}`)}
          </Button>
        )}
        {link.error === null ? null : <ErrorNotice error={link.error} />}
        {bounce.error === null ? null : <ErrorNotice error={bounce.error} />}
      </Table.Td>
    </Table.Tr>
  )
}
