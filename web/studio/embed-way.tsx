import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Collector } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { embedSnippets, readSites } from './embed-snippets.ts'

const MOST_SITES = 20

/** Which sites may show a form in their own pages, and what they put there for it. */
export function EmbedWay({ collector, brand }: { collector: Collector; brand: string }) {
  const { t } = useTranslation('ways')
  const queries = useQueryClient()
  const { embedOrigins } = collector
  const [typed, setTyped] = useState(embedOrigins.join('\n'))
  const save = useMutation({
    mutationFn: (sites: string[]) => api.changeCollector(collector.id, { embedOrigins: sites }),
    onSuccess: async (changed) => {
      setTyped(changed.embedOrigins.join('\n'))
      await queries.invalidateQueries({ queryKey: ['collectors', collector.waveId] })
    },
  })
  const { sites, wrong } = readSites(typed)
  const problem =
    wrong.length > 0
      ? t('embed.wrong', { sites: wrong.join(', ') })
      : sites.length > MOST_SITES
        ? t('embed.many')
        : undefined
  const snippets = embedSnippets(collector, `${t('embed.title')}: ${brand}`)
  const saved = save.data?.embedOrigins.length
  return (
    <details className="embed">
      <summary>{t('embed')}</summary>
      <Textarea
        label={t('embed.sites')}
        description={t('embed.sites.hint')}
        aria-label={`${t('embed.sites')}: ${brand}`}
        value={typed}
        error={problem}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        onChange={(event) => {
          save.reset()
          setTyped(event.currentTarget.value)
        }}
      />
      <div className="embed-save">
        <Button
          variant="default"
          size="sm"
          disabled={problem !== undefined || sites.join() === embedOrigins.join()}
          loading={save.isPending}
          onClick={() => save.mutate(sites)}
        >
          {t('embed.save')}
        </Button>
        <span role="status" className="quiet small">
          {saved === undefined
            ? ''
            : saved === 0
              ? t('embed.saved.none')
              : t('embed.saved', { count: saved })}
        </span>
      </div>
      {save.error === null ? null : <ErrorNotice error={save.error} />}
      {embedOrigins.length === 0 ? (
        <p className="quiet small">{t('embed.first')}</p>
      ) : (
        <>
          <CopyField label={t('embed.script')} value={snippets.script} />
          <p className="quiet small">{t('embed.goOn')}</p>
          <CopyField label={t('embed.frame')} value={snippets.frame} />
        </>
      )}
    </details>
  )
}
