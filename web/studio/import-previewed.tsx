import { Button, NativeSelect } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnMapping, Import, ImportPreview, InterviewUpload } from '../../api/contract/import.ts'
import type { ImportCode } from '../../api/contract/import-codes.ts'
import type { Brand } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { withoutColumns } from './chosen-codes.ts'
import { CodedColumns } from './coded-columns.tsx'
import { ImportBefore } from './import-before.tsx'
import { ImportCodes } from './import-codes.tsx'
import { ImportColumns } from './import-columns.tsx'
import { ImportProblems } from './import-problems.tsx'
import { questionTitles, readPreview } from './read-preview.ts'

/** A file and what the reader decided about it so far. */
export interface ChosenFile {
  readonly file: InterviewUpload
  readonly mapping?: ColumnMapping
  readonly brandId?: string
  readonly codes?: readonly ImportCode[]
  /** Imports in whose place it comes. */
  readonly replaces?: readonly string[]
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
  const { t: ways } = useTranslation('ways')
  const language = useLanguage()
  const queries = useQueryClient()
  const waveId = wave.id
  const { file, mapping, brandId, codes = [], replaces } = chosen
  const request = {
    uploadId: file.id,
    ...(mapping === undefined ? {} : { mapping }),
    ...(brandId === undefined ? {} : { brandId }),
    ...(codes.length === 0 ? {} : { codes: [...codes] }),
    ...(replaces === undefined ? {} : { replaces: [...replaces] }),
  }
  const preview = useQuery({
    queryKey: ['import-preview', waveId, file.id, mapping, brandId, codes, replaces],
    queryFn: () => api.previewImport(waveId, request),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  // What was refused can be changed where it was said: the last preview that was none stays for that.
  const [shown, setShown] = useState(preview.data)
  if (preview.data !== undefined && preview.data !== shown) setShown(preview.data)
  const store = useMutation({
    mutationFn: () => api.importFile(waveId, request),
    onSuccess: async (done) => {
      onDone(done)
      await queries.invalidateQueries({ queryKey: ['imports', waveId] })
      await queries.invalidateQueries({ queryKey: ['wave', waveId] })
    },
  })

  const titles = useTargetTitles(wave.programId, brands, shown?.targets ?? [])
  const failure =
    preview.error === null ? null : (
      <ErrorNotice
        error={preview.error}
        kept={t('import.nothing-kept')}
        onRetry={() => void preview.refetch()}
      />
    )
  if (shown === undefined) return failure ?? <Waiting />

  const { accepted, known, rejectedRows, problems, unmapped, targets, checked, rows } = shown
  const { strangeValues, codedColumns } = shown
  const added = accepted - known
  const isWhole = checked === rows
  const hasBrandColumn = Object.values(shown.mapping).includes('brand')
  const number = (value: number) => formatNumber(value, language)
  const say = (key: string, count: number) => t(key, { count, formatted: number(count) })
  const missing = unmapped.map(
    (code) => titles.get(code) ?? targets.find((target) => target.code === code)?.title ?? code,
  )
  return (
    <>
      {failure}
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
          {isWhole ? null : (
            <span>{ways('upload.checked', { checked: number(checked), rows: number(rows) })}</span>
          )}
          <strong>{say('import.accepted', added)}</strong>
          {known > 0 ? <span>{say('import.known', known)}</span> : null}
          {rejectedRows > 0 ? <span className="worse">{say('import.rejected', rejectedRows)}</span> : null}
        </p>
      )}
      <ImportBefore
        preview={shown}
        replaces={replaces}
        onChange={(replaces) => onChange({ ...chosen, replaces })}
      />
      <ImportColumns
        // What was chosen last, also while it is being tried.
        preview={mapping === undefined ? shown : { ...shown, mapping }}
        titles={titles}
        onChange={(mapping) => {
          const moved = shown.columns.filter((column) => mapping[column] !== shown.mapping[column])
          onChange({ ...chosen, mapping, codes: withoutColumns(codes, moved) })
        }}
      />
      {codedColumns.length === 0 ? null : (
        <CodedColumns
          columns={codedColumns}
          titleOf={(column) => titles.get(shown.mapping[column] ?? '') ?? ''}
          codes={codes}
          onChange={(codes) => onChange({ ...chosen, codes })}
        />
      )}
      {strangeValues.length === 0 ? null : (
        <ImportCodes
          values={strangeValues}
          codes={codes}
          onChange={(codes) => onChange({ ...chosen, codes })}
        />
      )}
      {problems.length > 0 && missing.length === 0 ? <ImportProblems problems={problems} /> : null}
      {store.error === null ? null : <ErrorNotice error={store.error} kept={t('import.nothing-kept')} />}
      <div>
        <Button
          disabled={
            missing.length > 0 || accepted === 0 || preview.data !== shown || preview.isPlaceholderData
          }
          loading={store.isPending}
          onClick={() => store.mutate()}
        >
          {isWhole ? say('import.submit', added) : ways('import.all', { formatted: number(rows) })}
        </Button>
      </div>
    </>
  )
}

/** Questions as respondents read them, in the reader's language, by the code a column may go to. */
function useTargetTitles(
  programId: string,
  brands: readonly Brand[],
  targets: ImportPreview['targets'],
): ReadonlyMap<string, string> {
  const { t } = useTranslation('studio')
  const { t: ways } = useTranslation('ways')
  const language = useLanguage()
  const preview = useQuery({ queryKey: ['preview', programId], queryFn: () => api.preview(programId) })
  if (preview.data === undefined) return new Map()
  const brand = brands.find(({ own }) => own)?.name ?? ''
  const questions = questionTitles(readPreview(preview.data.survey, { language, brand }))
  const ours = new Map([
    ...['id', 'brand', 'weight'].map((code) => [code, t(`import.code.${code}`)] as const),
    ['brands', ways('import.code.brands')] as const,
  ])
  return new Map(
    targets.flatMap(({ code, of, title, brandId }) => {
      const question = ours.get(code) ?? questions.get(of) ?? (title === of ? undefined : title)
      if (question === undefined) return []
      const about = brands.find(({ id }) => id === brandId)?.name
      const percent = code.endsWith('.percent') ? ways('target.percent') : undefined
      return [[code, [about, question, percent].filter((part) => part !== undefined).join(' · ')] as const]
    }),
  )
}
