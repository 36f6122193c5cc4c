import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { InstrumentSummary, Program } from '../../api/contract/program.ts'
import { formatList } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useWords } from '../panels/words.ts'
import { EmptyState } from '../parts/empty-state.tsx'

interface NoIndexProps {
  readonly program: Pick<Program, 'id' | 'modules'>
  readonly instruments: readonly InstrumentSummary[]
  readonly mayDesign: boolean
}

/** Of a program that measures no satisfaction index: what its answers lead to all the same, and how to get it. */
export function NoIndex({ program, instruments, mayDesign }: NoIndexProps) {
  const { t } = useWords()
  const { t: words } = useTranslation('modules')
  const language = useLanguage()
  const feeds = program.modules.flatMap(
    ({ instrument: { name, version } }) =>
      instruments.find((one) => one.name === name && one.version === version)?.feeds ?? [],
  )
  const methods = [...new Set(feeds)].filter((method) => method !== 'pls')
  const list = formatList(
    methods.map((method) => words(`method.${method}`)),
    language,
  )
  return (
    <EmptyState
      title={t('empty.noIndex')}
      action={
        mayDesign ? (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/programs/$programId/design" params={{ programId: program.id }} {...props} />
            )}
          >
            {words('edit')}
          </Button>
        ) : undefined
      }
    >
      {methods.length === 0 ? null : `${t('empty.noIndexLeads', { list })} ${t('empty.noIndexHow')} `}
      {t('empty.noIndexAdd')}
    </EmptyState>
  )
}
