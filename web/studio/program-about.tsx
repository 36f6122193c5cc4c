import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import { api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'

/** What may still change after publishing: the words for the team. */
export function ProgramAbout({ program }: { program: Program }) {
  const { t } = useTranslation('studio')
  const queries = useQueryClient()
  const [name, setName] = useState(program.name)
  const [purpose, setPurpose] = useState(program.purpose)
  const save = useMutation({
    mutationFn: () => api.changeProgram(program.id, { name: name.trim(), purpose: purpose.trim() }),
    onSuccess: async (saved) => {
      queries.setQueryData(['program', program.id], saved)
      await queries.invalidateQueries({ queryKey: ['programs'] })
    },
  })
  const isChanged = name.trim() !== program.name || purpose.trim() !== program.purpose
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (name.trim() !== '') save.mutate()
  }
  return (
    <form className="about" noValidate onSubmit={submit}>
      <h2>{t('about.title')}</h2>
      <TextInput
        label={t('field.name')}
        value={name}
        maxLength={200}
        error={name.trim() === '' ? t('problem.name') : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label={t('field.purpose')}
        description={t('field.purpose.hint')}
        autosize
        minRows={2}
        maxLength={2000}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      {save.error === null ? null : <ErrorNotice error={save.error} kept={t('design.kept')} />}
      <div>
        <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
          {save.isSuccess && !isChanged ? t('design.saved') : t('about.save')}
        </Button>
      </div>
    </form>
  )
}
