import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportPreview, NamedImport } from '../../api/contract/import.ts'
import { formatMoment, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Notice } from '../parts/notice.tsx'

type TakenBack = ImportPreview['takenBack'][number]

interface ImportBeforeProps {
  readonly preview: Pick<ImportPreview, 'before' | 'takenBack'>
  /** In place of which imports this file comes, when somebody said so. */
  readonly replaces: readonly string[] | undefined
  readonly onChange: (replaces: string[]) => void
}

/** What of a file is here with other answers, or was taken back, by which import that came, and what to do. */
export function ImportBefore({ preview, replaces, onChange }: ImportBeforeProps) {
  const { t } = useTranslation('replacing')
  const language = useLanguage()
  const { before, takenBack } = preview
  const named = ({ fileName: name, createdAt }: NamedImport) =>
    t('named', { name, day: formatMoment(createdAt, language) })
  const say = (key: string, count: number, names: Record<string, string>) =>
    t(key, { count, formatted: formatNumber(count, language), ...names })
  const chosen = replaces ?? takenBack.filter(({ replaced }) => replaced).map(({ id }) => id)
  const choices = takenBack.filter(mayChoose)
  const anew = takenBack.filter(({ interviews, replacedBy }) => interviews > 0 && replacedBy === null)
  if (before.length + choices.length + anew.length === 0) return null

  const label = (one: TakenBack) =>
    t(one.replacedBy === null ? 'instead' : 'instead.too', { name: named(one) })
  const hint = (one: TakenBack) =>
    one.replacedBy === null
      ? undefined
      : say('beside', one.interviews, { name: named(one), other: named(one.replacedBy) })
  return (
    <div className="import-before">
      {before.map(({ from, interviews }) => (
        <Notice key={from?.id ?? ''}>
          {from === null
            ? say('before.unknown', interviews, {})
            : say('before', interviews, { name: named(from) })}
        </Notice>
      ))}
      {anew.map((one) => (
        <Notice key={one.id}>{say('anew', one.interviews, { name: named(one) })}</Notice>
      ))}
      {choices.map((one) => (
        <Checkbox
          key={one.id}
          label={label(one)}
          description={hint(one)}
          checked={chosen.includes(one.id)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
          }
        />
      ))}
    </div>
  )
}

/** Where the file itself does not say it: nothing in common so far, or something else is in its place. */
const mayChoose = ({ interviews, replacedBy }: TakenBack) => (interviews === 0) === (replacedBy === null)
