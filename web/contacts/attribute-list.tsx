import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Icon } from '../parts/icon.tsx'
import { useUndo } from '../parts/undo.tsx'
import { keyOf, titleOf } from './contact-words.ts'
import { contactsApi } from './contacts-api.ts'
import { MakeSegment } from './make-segment.tsx'

/** What the organisation knows about its customers; removed ones can be had back. */
export function AttributeList({ attributes }: { attributes: readonly ContactAttribute[] }) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const change = useMutation({
    mutationFn: contactsApi.changeAttributes,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts'] }),
  })
  const remove = (key: string, title: string) => {
    change.mutate(attributes.filter((attribute) => attribute.key !== key))
    offerUndo({ message: t('attributes.removed', { title }), undo: () => change.mutate(attributes) })
  }
  return (
    <section>
      <h2>{t('attributes.title')}</h2>
      <p className="quiet">{t('attributes.lead')}</p>
      {change.error === null ? null : <ErrorNotice error={change.error} />}
      {attributes.length === 0 ? (
        <p>{t('attributes.none')}</p>
      ) : (
        <ul className="attributes">
          {attributes.map((attribute) => {
            const title = titleOf(attribute, language, attribute.key)
            return (
              <li key={attribute.key}>
                <div>
                  <strong>{title}</strong> <code>{attribute.key}</code>
                  <p className="quiet small">
                    {attribute.values.length === 0
                      ? t('attributes.free')
                      : attribute.values.map((value) => titleOf(value, language, value.code)).join(' · ')}
                  </p>
                  {attribute.values.length === 0 ? <MakeSegment attribute={attribute} /> : null}
                </div>
                <Button
                  variant="subtle"
                  size="sm"
                  className="quiet-button"
                  aria-label={t('attributes.remove', { title })}
                  onClick={() => remove(attribute.key, title)}
                >
                  <Icon name="remove" size={14} />
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      <NewAttribute
        taken={attributes.map(({ key }) => key)}
        isSaving={change.isPending}
        onAdd={(attribute) => change.mutate([...attributes, attribute])}
      />
    </section>
  )
}

interface NewAttributeProps {
  readonly taken: readonly string[]
  readonly isSaving: boolean
  readonly onAdd: (attribute: ContactAttribute) => void
}

const KEY = /^[a-z][a-z0-9-]{0,39}$/

/** Titles and values are written in the reader's language; a value's code is its text. */
function NewAttribute({ taken, isSaving, onAdd }: NewAttributeProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const [title, setTitle] = useState('')
  const [key, setKey] = useState<string>()
  const [values, setValues] = useState('')
  const shownKey = key ?? (title.trim() === '' ? '' : keyOf(title, taken))
  const wrong =
    shownKey === '' || KEY.test(shownKey)
      ? taken.includes(shownKey)
        ? t('attributes.twice')
        : undefined
      : t('attributes.key.wrong')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const codes = [...new Set(values.split(/[,，、]/).map((value) => value.trim()))].filter(Boolean)
    onAdd({
      key: shownKey,
      title: { [language]: title.trim() },
      values: codes.map((code) => ({ code: code.slice(0, 40), title: { [language]: code } })),
    })
    setTitle('')
    setKey(undefined)
    setValues('')
  }
  return (
    <form className="new-attribute" noValidate onSubmit={submit}>
      <TextInput
        label={t('attributes.name')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        label={t('attributes.key')}
        description={t('attributes.key.hint')}
        maxLength={40}
        value={shownKey}
        error={wrong}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <TextInput
        label={t('attributes.values')}
        description={t('attributes.values.hint')}
        className="wide-field"
        value={values}
        onChange={(event) => setValues(event.currentTarget.value)}
      />
      <div>
        <Button
          type="submit"
          variant="default"
          loading={isSaving}
          disabled={title.trim() === '' || wrong !== undefined}
        >
          {t('attributes.add')}
        </Button>
      </div>
    </form>
  )
}
