import { Checkbox, NativeSelect, NumberInput, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InstrumentSummary, Module, ParameterSummary } from '../../../api/contract/program.ts'
import type { Language } from '../../i18n/languages.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { EntriesField } from './entries-field.tsx'
import { entriesOf, settingOf } from './settings.ts'

interface ModuleSettingsProps {
  readonly module: Module
  readonly instrument: InstrumentSummary
  readonly languages: readonly Language[]
  readonly onEdit: (module: Module) => void
}

/** Whatever the instrument lets a designer set. */
export function ModuleSettings({ module, instrument, languages, onEdit }: ModuleSettingsProps) {
  const set = (name: string, value: unknown) =>
    onEdit({ ...module, parameters: { ...module.parameters, [name]: value } })
  return instrument.parameters.map((parameter) =>
    parameter.kind === 'entries' ? (
      <EntriesField
        key={parameter.name}
        parameter={parameter}
        entries={entriesOf(module, parameter)}
        languages={languages}
        onChange={(entries) => set(parameter.name, entries)}
      />
    ) : (
      <Setting
        key={parameter.name}
        parameter={parameter}
        value={settingOf(module, parameter)}
        onChange={(value) => set(parameter.name, value)}
      />
    ),
  )
}

interface SettingProps {
  readonly parameter: Exclude<ParameterSummary, { kind: 'entries' }>
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function Setting({ parameter, value, onChange }: SettingProps) {
  const { t } = useTranslation('modules')
  const language = useLanguage()
  const label = parameter.title[language]
  const description = parameter.help[language]
  switch (parameter.kind) {
    case 'switch':
      return (
        <Switch
          className="setting"
          label={label}
          description={description}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'number':
      return (
        <NumberInput
          className="setting"
          label={label}
          description={description}
          value={Number(value)}
          min={parameter.min}
          max={parameter.max}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(number) => {
            if (typeof number === 'number' && number >= parameter.min) onChange(number)
          }}
        />
      )
    case 'choice':
      return (
        <NativeSelect
          className="setting"
          label={label}
          description={description}
          value={String(value)}
          data={parameter.of.map(({ value, title }) => ({ value, label: title[language] ?? value }))}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'subset': {
      const chosen = Array.isArray(value) ? value.map(String) : []
      return (
        <Checkbox.Group
          className="setting"
          label={label}
          description={description}
          value={chosen}
          error={chosen.length < parameter.min ? t('lacks.parts', { what: label }) : undefined}
          onChange={(parts) =>
            onChange(parameter.of.map(({ value }) => value).filter((part) => parts.includes(part)))
          }
        >
          <div className="checks">
            {parameter.of.map(({ value, title }) => (
              <Checkbox key={value} value={value} label={title[language]} />
            ))}
          </div>
        </Checkbox.Group>
      )
    }
  }
}
