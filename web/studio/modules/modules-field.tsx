import { ActionIcon, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstrumentSummary, Module } from '../../../api/contract/program.ts'
import { formatMinutes } from '../../i18n/format.ts'
import type { Language } from '../../i18n/languages.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { Icon } from '../../parts/icon.tsx'
import { newModule } from '../new-module.ts'
import { AddModule } from './add-module.tsx'
import { changedModules } from './changed-modules.ts'
import { HowAsked } from './how-asked.tsx'
import { ModuleSettings } from './module-settings.tsx'
import './modules.css'
import { Rotation } from './rotation.tsx'
import { findInstrument, lacksOf } from './settings.ts'

interface ModulesFieldProps {
  readonly modules: readonly Module[]
  readonly rotating: number
  readonly instruments: readonly InstrumentSummary[]
  /** How many there may be. */
  readonly most: number
  readonly languages: readonly Language[]
  /** Minutes of each module as it is set, by its instrument's name, once they are known. */
  readonly minutes: Readonly<Record<string, number>> | undefined
  readonly onChange: (change: { modules: Module[]; rotating?: number }) => void
}

const nameOf = ({ instrument }: Module) => `${instrument.name} ${instrument.version}`

/** What is asked, block by block, in the order asked; each with its own settings. */
export function ModulesField({
  modules,
  rotating,
  instruments,
  most,
  languages,
  minutes,
  onChange,
}: ModulesFieldProps) {
  const { t } = useTranslation('modules')
  const [open, setOpen] = useState<string>()
  const [isAdding, adding] = useDisclosure()
  const become = (modules: readonly Module[]) => onChange(changedModules(modules, rotating))
  const edit = (place: number, module: Module) => become(modules.with(place, module))
  const move = (from: number, to: number) => {
    const moved = modules[from]
    if (moved !== undefined) become(modules.toSpliced(from, 1).toSpliced(to, 0, moved))
  }
  const remove = (place: number) => become(modules.toSpliced(place, 1))
  return (
    <>
      <ol className="modules">
        {modules.map((module, place) => (
          <PlacedModule
            key={nameOf(module)}
            module={module}
            instrument={findInstrument(instruments, module)}
            languages={languages}
            minutes={minutes?.[module.instrument.name]}
            isOpen={open === nameOf(module)}
            onToggle={() => setOpen(open === nameOf(module) ? undefined : nameOf(module))}
            onEdit={(module) => edit(place, module)}
            onMoveUp={place === 0 ? undefined : () => move(place, place - 1)}
            onMoveDown={place === modules.length - 1 ? undefined : () => move(place, place + 1)}
            onRemove={modules.length === 1 ? undefined : () => remove(place)}
          />
        ))}
      </ol>
      <Rotation
        modules={modules}
        rotating={rotating}
        onChange={(rotating) => onChange({ modules: [...modules], rotating })}
      />
      <div>
        <Button variant="default" leftSection={<Icon name="plus" />} onClick={adding.open}>
          {t('add')}
        </Button>
      </div>
      {modules.length < most ? null : <p className="quiet small">{t('full.modules', { count: most })}</p>}
      <AddModule
        opened={isAdding}
        onClose={adding.close}
        instruments={instruments}
        modules={modules}
        most={most}
        onAdd={(instrument) => {
          const module = newModule(instrument)
          adding.close()
          setOpen(nameOf(module))
          become([...modules, module])
        }}
        onReplace={(instrument, replaced) => {
          adding.close()
          become(
            modules.map((module) =>
              nameOf(module) === `${replaced.name} ${replaced.version}` ? newModule(instrument) : module,
            ),
          )
        }}
      />
    </>
  )
}

interface PlacedModuleProps {
  readonly module: Module
  readonly instrument: InstrumentSummary | undefined
  readonly languages: readonly Language[]
  readonly minutes: number | undefined
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onEdit: (module: Module) => void
  readonly onMoveUp: (() => void) | undefined
  readonly onMoveDown: (() => void) | undefined
  readonly onRemove: (() => void) | undefined
}

function PlacedModule({ module, instrument, languages, minutes, isOpen, ...on }: PlacedModuleProps) {
  const { t } = useTranslation('modules')
  const language = useLanguage()
  const title = instrument?.title[language] ?? module.instrument.name
  const lacks = instrument === undefined ? [] : lacksOf(module, instrument.parameters, languages)
  const id = `module-${module.instrument.name}`
  return (
    <li className="module">
      <div className="module-head">
        <div className="module-words">
          <h3>{title}</h3>
          <p className="quiet small">
            {instrument === undefined
              ? null
              : t('minutes', { time: formatMinutes(minutes ?? instrument.minutes, language) })}
            {module.asked === 'rotating' ? ` · ${t('asked.some')}` : null}
          </p>
          {lacks.map(({ text, parameter }) => (
            <p key={`${text} ${parameter.name}`} className="worse small">
              {t(text, {
                what: parameter.title[language],
                ...(parameter.kind === 'entries' ? { min: parameter.min } : {}),
              })}
            </p>
          ))}
        </div>
        <div className="module-moves">
          <Move icon="up" label={t('move-up', { name: title })} onClick={on.onMoveUp} />
          <Move icon="down" label={t('move-down', { name: title })} onClick={on.onMoveDown} />
          <Move icon="remove" label={t('remove', { name: title })} onClick={on.onRemove} />
        </div>
      </div>
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          className="module-toggle"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={on.onToggle}
        >
          {t(isOpen ? 'settings.hide' : 'settings.show')}
        </Button>
      </div>
      <div id={id} hidden={!isOpen} className="module-body">
        {instrument === undefined || !isOpen ? null : (
          <>
            <p className="quiet">{instrument.description[language]}</p>
            <ModuleSettings
              module={module}
              instrument={instrument}
              languages={languages}
              onEdit={on.onEdit}
            />
            <HowAsked module={module} onEdit={on.onEdit} />
          </>
        )}
      </div>
    </li>
  )
}

function Move({
  icon,
  label,
  onClick,
}: {
  icon: 'up' | 'down' | 'remove'
  label: string
  onClick: (() => void) | undefined
}) {
  return (
    <ActionIcon
      variant="subtle"
      size={42}
      className="quiet-button"
      aria-label={label}
      disabled={onClick === undefined}
      onClick={onClick}
    >
      <Icon name={icon} />
    </ActionIcon>
  )
}
