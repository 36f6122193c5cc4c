import { Button, NativeSelect } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ColumnMapping, Import } from '../../api/contract/import.ts'
import type { Brand } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { ImportColumns } from './import-columns.tsx'
import { ImportProblems } from './import-problems.tsx'
import type { CsvFile } from './read-csv-file.ts'
import { readPreview } from './read-preview.ts'

/** A file and what the reader decided about it so far. */
export interface ChosenFile {
  readonly file: CsvFile & { ok: true }
  readonly mapping?: ColumnMapping
  readonly brandId?: string
}

interface PreviewedProps {
  readonly wave: Wave
  readonly brands: readonly Brand[]
  readonly chosen: ChosenFile
  readonly onChange: (chosen: ChosenFile) => void
  readonly onDone: (done: Import) => void
}

/** What an import would do, checked again after every change of the columns. */
export function ImportPreviewed({ wave, brands, chosen, onChange, onDone }: PreviewedProps) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  const queries = useQueryClient()
  const waveId = wave.id
  const { file, mapping, brandId } = chosen
  const titles = useQuestionTitles(wave.programId, brands)
  const request = {
    fileName: file.name,
    csv: file.text,
    ...(mapping === undefined ? {} : { mapping }),
    ...(brandId === undefined ? {} : { brandId }),
  }
  const preview = useQuery({
    queryKey: ['import-preview', waveId, file.id, mapping, brandId],
    queryFn: () => api.previewImport(waveId, request),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const store = useMutation({
    mutationFn: () => api.importFile(waveId, request),
    onSuccess: async (done) => {
      onDone(done)
      await queries.invalidateQueries({ queryKey: ['imports', waveId] })
      await queries.invalidateQueries({ queryKey: ['wave', waveId] })
    },
  })

  if (preview.error !== null) {
    return (
      <ErrorNotice
        error={preview.error}
        kept={t('import.nothing-kept')}
        onRetry={() => void preview.refetch()}
      />
    )
  }
  if (preview.data === undefined) return <Waiting />

  const { accepted, known, rejectedRows, rejected, unmapped, targets } = preview.data
  const added = accepted - known
  const hasBrandColumn = Object.values(preview.data.mapping).includes('brand')
  const say = (key: string, count: number) => t(key, { count, formatted: formatNumber(count, language) })
  const missing = unmapped.map(
    (code) => titles.get(code) ?? targets.find((target) => target.code === code)?.title ?? code,
  )
  return (
    <>
      {hasBrandColumn ? null : (
        <NativeSelect
          label={t('import.brand')}
          value={brandId ?? ''}
          data={[
            { value: '', label: t('import.brand.choose') },
            ...brands.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => {
            const { brandId: _, ...rest } = chosen
            const { value } = event.currentTarget
            onChange(value === '' ? rest : { ...rest, brandId: value })
          }}
        />
      )}
      {missing.length > 0 ? (
        <Notice tone="bad">{t('import.unmapped', { codes: missing.join(', ') })}</Notice>
      ) : (
        <p className="verdicts" aria-live="polite">
          <strong>{say('import.accepted', added)}</strong>
          {known > 0 ? <span>{say('import.known', known)}</span> : null}
          {rejectedRows > 0 ? <span className="worse">{say('import.rejected', rejectedRows)}</span> : null}
        </p>
      )}
      <ImportColumns
        preview={preview.data}
        titles={titles}
        onChange={(mapping) => onChange({ ...chosen, mapping })}
      />
      {rejected.length > 0 && missing.length === 0 ? <ImportProblems problems={rejected} /> : null}
      {store.error === null ? null : <ErrorNotice error={store.error} kept={t('import.nothing-kept')} />}
      <div>
        <Button
          disabled={missing.length > 0 || accepted === 0 || preview.isPlaceholderData}
          loading={store.isPending}
          onClick={() => store.mutate()}
        >
          {say('import.submit', added)}
        </Button>
      </div>
    </>
  )
}

/** Questions as respondents read them, in the reader's language, by their code. */
function useQuestionTitles(programId: string, brands: readonly Brand[]): ReadonlyMap<string, string> {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  const preview = useQuery({ queryKey: ['preview', programId], queryFn: () => api.preview(programId) })
  if (preview.data === undefined) return new Map()
  const brand = brands.find(({ own }) => own)?.name ?? ''
  const questions = readPreview(preview.data.survey, { language, brand })
  const ours = ['id', 'brand', 'weight'].map((code) => [code, t(`import.code.${code}`)] as const)
  return new Map([...questions.map(({ name, title }) => [name, title] as const), ...ours])
}
