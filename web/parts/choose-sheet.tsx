import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SheetRead } from '../../api/contract/table-file.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'

interface ChooseSheetProps {
  readonly sheet: SheetRead
  readonly onChoose: (name: string) => void
}

/** Which sheet of a workbook was read, and another one instead. */
export function ChooseSheet({ sheet: { name, others }, onChoose }: ChooseSheetProps) {
  const { t } = useTranslation('common')
  const language = useLanguage()
  if (others.length === 0) return <p className="quiet">{t('file.sheet.only', { name })}</p>
  const count = others.length
  return (
    <NativeSelect
      label={t('file.sheet')}
      description={t('file.sheet.others', { count, formatted: formatNumber(count, language) })}
      value={name}
      data={[name, ...others]}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  )
}
