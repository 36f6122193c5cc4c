import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParameterSummary } from '../../../api/contract/program.ts'
import type { Entry } from '../../../api/forms/read-parameters.ts'
import { LANGUAGE_NAMES, type Language } from '../../i18n/languages.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { Icon } from '../../parts/icon.tsx'
import { entryKey } from './entry-key.ts'
import { EntryPicture } from './entry-picture.tsx'

interface EntriesFieldProps {
  readonly parameter: ParameterSummary & { readonly kind: 'entries' }
  readonly entries: readonly Entry[]
  readonly languages: readonly Language[]
  readonly onChange: (entries: readonly Entry[]) => void
}

/** The designer's own list: words in every language, where it helps with a description and a picture. */
export function EntriesField({ parameter, entries, languages, onChange }: EntriesFieldProps) {
  const { t } = useTranslation('modules')
  const language = useLanguage()
  const rows = useRef<HTMLOListElement>(null)
  const added = useRef(false)
  useEffect(() => {
    if (!added.current || entries.length === 0) return
    added.current = false
    rows.current?.querySelector<HTMLInputElement>(':scope > li:last-child input')?.focus()
  }, [entries.length])

  const add = () => {
    added.current = true
    onChange([...entries, { key: entryKey(), text: {} }])
  }
  const edit = (place: number, entry: Entry) => onChange(entries.with(place, entry))
  return (
    <fieldset className="choice setting">
      <legend>{parameter.title[language]}</legend>
      <p className="quiet small">{parameter.help[language]}</p>
      <ol className="entries" ref={rows}>
        {entries.map((entry, place) => (
          <li key={entry.key}>
            <EntryWords
              entry={entry}
              number={place + 1}
              described={parameter.described}
              languages={languages}
              onChange={(entry) => edit(place, entry)}
            />
            <ActionIcon
              variant="subtle"
              size={42}
              className="quiet-button"
              aria-label={t('entry.remove', { number: place + 1 })}
              onClick={() => onChange(entries.toSpliced(place, 1))}
            >
              <Icon name="remove" />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <div>
        <Button
          variant="default"
          size="sm"
          leftSection={<Icon name="plus" />}
          disabled={entries.length >= parameter.max}
          onClick={add}
        >
          {t('entry.add')}
        </Button>
      </div>
    </fieldset>
  )
}

interface EntryWordsProps {
  readonly entry: Entry
  readonly number: number
  readonly described: boolean
  readonly languages: readonly Language[]
  readonly onChange: (entry: Entry) => void
}

function EntryWords({ entry, number, described, languages, onChange }: EntryWordsProps) {
  const { t } = useTranslation('modules')
  const several = languages.length > 1
  const told = entry.description !== undefined
  return (
    <div className="entry">
      {languages.map((language) => (
        <TextInput
          key={language}
          lang={language}
          label={several ? `${number} · ${LANGUAGE_NAMES[language]}` : t('entry', { number })}
          value={entry.text[language] ?? ''}
          maxLength={300}
          onChange={(event) =>
            onChange({ ...entry, text: withText(entry.text, language, event.currentTarget.value) })
          }
        />
      ))}
      {described && told
        ? languages.map((language) => (
            <Textarea
              key={language}
              lang={language}
              autosize
              minRows={2}
              label={
                several ? `${t('entry.description')} · ${LANGUAGE_NAMES[language]}` : t('entry.description')
              }
              value={entry.description?.[language] ?? ''}
              maxLength={1000}
              onChange={(event) =>
                onChange({
                  ...entry,
                  description: withText(entry.description ?? {}, language, event.currentTarget.value),
                })
              }
            />
          ))
        : null}
      {described ? (
        <div className="entry-more">
          {told ? null : (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => onChange({ ...entry, description: {} })}
            >
              {t('entry.describe')}
            </Button>
          )}
          <EntryPicture entry={entry} number={number} onChange={onChange} />
        </div>
      ) : null}
    </div>
  )
}

/** Empty texts are left out: a missing translation is then named before publishing. */
function withText(texts: Entry['text'], language: Language, text: string): Entry['text'] {
  const { [language]: _, ...others } = texts
  return text.trim() === '' ? others : { ...others, [language]: text }
}
