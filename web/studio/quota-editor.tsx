import { Button, NativeSelect, NumberInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { NewQuota, Quotas } from '../../api/contract/quota.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { useUndo } from '../parts/undo.tsx'
import { useQuotaName } from './quota-bars.tsx'
import { type Cell, cellKey, fromCells, splitBy, toCells } from './quota-cells.ts'
import { useSegmentWords } from './segment-words.ts'

interface QuotaEditorProps {
  readonly wave: Wave
  readonly brands: readonly Brand[]
  readonly given: Quotas
  readonly onDone: () => void
}

/** A table of brands by the values of one attribute; each cell holds the most answers taken, or nothing for no limit. */
export function QuotaEditor({ wave, brands, given, onDone }: QuotaEditorProps) {
  const { t } = useTranslation('fieldwork')
  const { t: common } = useTranslation('common')
  const segment = useSegmentWords()
  const quotaName = useQuotaName(brands)
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const [by, setBy] = useState(() => splitBy(given.quotas))
  const [targets, setTargets] = useState(() => toCells(given.quotas, by).targets)
  const [isDropped, setDropped] = useState(false)
  const others = isDropped ? [] : toCells(given.quotas, by).others
  const values = given.attributes.find(({ code }) => code === by)?.values ?? []
  const columns = [null, ...values]
  const rows = [null, ...brands.map(({ id }) => id)]
  const cells = rows.flatMap((brandId) => columns.map((value) => ({ brandId, value })))
  const before = given.quotas.map(({ brandId, attributes, target }) => ({ brandId, attributes, target }))
  const save = useMutation({
    mutationFn: (quotas: NewQuota[]) => api.setQuotas(wave.id, { quotas }),
    onSuccess: (saved) => queries.setQueryData(['quotas', wave.id], saved),
  })

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate([...fromCells(cells, by, targets), ...others], {
      onSuccess: () => {
        offerUndo({ message: t('quotas.saved'), undo: () => save.mutate(before) })
        onDone()
      },
    })
  }
  const nameOf = ({ brandId, value }: Cell) =>
    [
      brands.find(({ id }) => id === brandId)?.name ?? t('quotas.all'),
      ...(value === null || by === undefined ? [] : [segment.value(by, value)]),
    ].join(' · ')
  return (
    <form className="quota-editor" noValidate onSubmit={submit}>
      {given.attributes.length === 0 ? null : (
        <NativeSelect
          label={t('quotas.by')}
          value={by ?? ''}
          maw={320}
          data={[
            { value: '', label: t('quotas.by.none') },
            ...given.attributes.map(({ code }) => ({ value: code, label: segment.label(code) })),
          ]}
          onChange={(event) => {
            const next = event.currentTarget.value === '' ? undefined : event.currentTarget.value
            setBy(next)
            setTargets(new Map([...toCells(given.quotas, next).targets, ...targets]))
          }}
        />
      )}
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((value) => (
                <th key={value} scope="col">
                  {value === null || by === undefined ? t('quotas.total') : segment.value(by, value)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((brandId) => (
              <tr key={brandId}>
                <th scope="row">{nameOf({ brandId, value: null })}</th>
                {columns.map((value) => (
                  <td key={value}>
                    <NumberInput
                      aria-label={t('quotas.cell', { who: nameOf({ brandId, value }) })}
                      value={targets.get(cellKey({ brandId, value })) ?? ''}
                      min={0}
                      max={1_000_000}
                      allowDecimal={false}
                      allowNegative={false}
                      hideControls
                      onChange={(target) => setTargets(changed(targets, cellKey({ brandId, value }), target))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet small">{t('quotas.empty')}</p>
      {others.length === 0 ? null : (
        <div>
          <p>{t('quotas.kept')}</p>
          <ul>
            {others.map((quota) => (
              <li key={JSON.stringify(quota)}>
                {quotaName(quota)}: {quota.target}
              </li>
            ))}
          </ul>
          <Button variant="default" size="sm" onClick={() => setDropped(true)}>
            {t('quotas.drop')}
          </Button>
        </div>
      )}
      {save.error === null ? null : <ErrorNotice error={save.error} />}
      <div className="review-actions">
        <Button type="submit" loading={save.isPending}>
          {t('quotas.save')}
        </Button>
        <Button variant="subtle" className="quiet-button" onClick={onDone}>
          {common('cancel')}
        </Button>
      </div>
    </form>
  )
}

function changed(
  targets: ReadonlyMap<string, number>,
  key: string,
  target: number | string,
): ReadonlyMap<string, number> {
  const next = new Map(targets)
  if (typeof target === 'number') next.set(key, target)
  else next.delete(key)
  return next
}
