import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstrumentSummary, Module } from '../../../api/contract/program.ts'
import { formatList, formatMinutes } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { clashWith, findInstrument } from './settings.ts'

interface AddModuleProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly instruments: readonly InstrumentSummary[]
  readonly modules: readonly Module[]
  /** How many there may be. */
  readonly most: number
  readonly onAdd: (instrument: InstrumentSummary) => void
  readonly onReplace: (instrument: InstrumentSummary, replaced: InstrumentSummary) => void
}

/** In the order in which designers meet them. */
const FAMILIES = [
  'index',
  'simple',
  'service',
  'features',
  'loyalty',
  'complaints',
  'value',
  'competitors',
  'provider',
  'open',
] as const

/** Everything that can be asked, by what it is about, to look through and to place. */
export function AddModule({ opened, onClose, instruments, ...rest }: AddModuleProps) {
  const { t } = useTranslation('modules')
  const { t: common } = useTranslation('common')
  const language = useLanguage()
  const [wanted, setWanted] = useState('')
  const words = wanted.trim().toLowerCase()
  const found = instruments.filter(({ title, description }) =>
    `${title[language]} ${description[language]}`.toLowerCase().includes(words),
  )
  return (
    <Modal.Root opened={opened} onClose={onClose} size={880} radius={12} transitionProps={{ duration: 120 }}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title>{t('add')}</Modal.Title>
          <Modal.CloseButton aria-label={common('close')} size={40} />
        </div>
        <Modal.Body className="catalogue">
          <TextInput
            data-autofocus
            type="search"
            label={t('search')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          {rest.modules.length < rest.most ? null : (
            <p className="quiet">{t('full.modules', { count: rest.most })}</p>
          )}
          {found.length === 0 ? <p className="quiet">{t('search.none', { words: wanted })}</p> : null}
          {FAMILIES.map((family) => {
            const members = found.filter((instrument) => instrument.family === family)
            if (members.length === 0) return null
            return (
              <section key={family}>
                <h3>{t(`family.${family}`)}</h3>
                <ul className="catalogue-list">
                  {members.map((instrument) => (
                    <Offer
                      key={instrument.name}
                      instrument={instrument}
                      instruments={instruments}
                      {...rest}
                    />
                  ))}
                </ul>
              </section>
            )
          })}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

interface OfferProps
  extends Pick<AddModuleProps, 'instruments' | 'modules' | 'most' | 'onAdd' | 'onReplace'> {
  readonly instrument: InstrumentSummary
}

function Offer({ instrument, instruments, modules, most, onAdd, onReplace }: OfferProps) {
  const { t } = useTranslation('modules')
  const language = useLanguage()
  const title = instrument.title[language] ?? instrument.name
  const isPlaced = modules.some((module) => findInstrument(instruments, module)?.name === instrument.name)
  const clash = isPlaced ? undefined : clashWith(instrument, modules, instruments)
  return (
    <li>
      <div className="offer-words">
        <strong>{title}</strong>
        <span className="quiet small">
          {t('questions', { count: instrument.items })} ·{' '}
          {t('minutes', { time: formatMinutes(instrument.minutes, language) })}
        </span>
        <span className="small">{instrument.description[language]}</span>
        {instrument.feeds.length === 0 ? null : (
          <span className="quiet small">
            {t('feeds', {
              list: formatList(
                instrument.feeds.map((method) => t(`method.${method}`)),
                language,
              ),
            })}
          </span>
        )}
        <details className="small">
          <summary>{t('look')}</summary>
          <ul>
            {instrument.questions.map(({ code, title }) => (
              <li key={code}>{shown(title[language] ?? code, t)}</li>
            ))}
          </ul>
        </details>
      </div>
      {isPlaced ? (
        <span className="quiet small">{t('placed')}</span>
      ) : clash === undefined ? (
        <Button
          size="sm"
          variant="default"
          aria-label={t('add.this', { name: title })}
          disabled={modules.length >= most}
          onClick={() => onAdd(instrument)}
        >
          {t('add.short')}
        </Button>
      ) : (
        <Button
          size="sm"
          variant="default"
          aria-label={t('replace.with', { old: clash.title[language] ?? clash.name, name: title })}
          onClick={() => onReplace(instrument, clash)}
        >
          {t('replace', { old: clash.title[language] ?? clash.name })}
        </Button>
      )}
    </li>
  )
}

/** Placeholders as a designer reads them. */
function shown(title: string, t: (key: string) => string): string {
  return title.replaceAll(
    /\{(brand|category|period|entry)\}/g,
    (_, name: string) => `‹${t(`placeholder.${name}`)}›`,
  )
}
