import { useTranslation } from 'react-i18next'
import type { Fieldwork } from '../../api/contract/fieldwork.ts'
import type { Brand } from '../../api/contract/program.ts'
import { CountColumns } from '../charts/count-columns.tsx'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Figure } from '../panels/figure.tsx'
import { Panel } from '../panels/panel.tsx'

interface PagesFigureProps {
  readonly fieldwork: Fieldwork
  readonly brands: readonly Brand[]
}

/** The question at which those stopped who have not finished. */
export function PagesFigure({ fieldwork, brands }: PagesFigureProps) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const number = (count: number) => formatNumber(count, language)
  // Where each respondent reads the name of the brand rated.
  const subject = brands.find(({ own }) => own)?.name ?? '…'
  const pages = fieldwork.pages.map(({ page, title, stopped }, i) => ({
    page,
    stopped,
    number: number(i + 1),
    name: (title[language] ?? title.en ?? page).replaceAll('{brand}', () => subject),
  }))
  const most = Math.max(0, ...pages.map(({ stopped }) => stopped))
  const worst = pages.find(({ stopped }) => stopped > 0 && stopped === most)
  const note = t('pages.note', { usable: number(fieldwork.usablePartials) })
  if (worst === undefined) return <Panel title={t('pages.title')} answer={t('pages.none')} />
  return (
    <Figure
      title={t('pages.title')}
      answer={t('pages.answer', {
        number: worst.number,
        question: worst.name,
        formatted: number(worst.stopped),
      })}
      note={note}
      cards={pages.map((page) => ({
        title: t('page.number', { number: page.number }),
        lines: [page.name, `${t('column.stopped')}: ${number(page.stopped)}`],
      }))}
      chart={(view) => (
        <CountColumns
          title={t('pages.title')}
          tick={number}
          columns={pages.map((page) => ({
            id: page.page,
            count: page.stopped,
            label: page.number,
            emphasised: page === worst,
          }))}
          {...view}
        />
      )}
      table={{
        head: [t('column.page'), t('column.stopped')],
        rows: pages.map((page) => ({
          id: page.page,
          cells: [`${page.number}. ${page.name}`, number(page.stopped)],
        })),
      }}
    />
  )
}
