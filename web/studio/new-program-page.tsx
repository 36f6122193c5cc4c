import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstrumentSummary } from '../../api/contract/program.ts'
import { api } from '../api-client.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { RoleNeeded } from '../parts/role-needed.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import { catalogueQuery } from './catalogue.ts'
import { InstrumentChoice } from './instrument-choice.tsx'
import { prefilledProgram } from './prefill.ts'
import './studio.css'

/** Three decisions make a draft: what is measured, what it is called, whom it is about. */
export function NewProgramPage() {
  const { t } = useTranslation('studio')
  const { t: common } = useTranslation('common')
  const { may } = useSession()
  const catalogue = useQuery(catalogueQuery)
  return (
    <>
      <PageHeader
        title={t('new.title')}
        lead={t('new.lead')}
        above={<Link to="/programs">{t('programs.title')}</Link>}
      />
      {may('designer') ? (
        <>
          {catalogue.isPending ? <Waiting /> : null}
          {catalogue.error === null ? null : (
            <ErrorNotice error={catalogue.error} onRetry={() => void catalogue.refetch()} />
          )}
          {catalogue.data === undefined ? null : <NewProgramForm instruments={catalogue.data.instruments} />}
        </>
      ) : (
        <EmptyState title={common('error.forbidden')}>
          <RoleNeeded needed="designer" />
        </EmptyState>
      )}
    </>
  )
}

function NewProgramForm({ instruments }: { instruments: readonly InstrumentSummary[] }) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [instrument, setInstrument] = useState(instruments.find(({ family }) => family === 'index'))
  const [name, setName] = useState('')
  const [ownBrand, setOwnBrand] = useState('')
  const [isChecked, setChecked] = useState(false)
  const create = useMutation({
    mutationFn: api.createProgram,
    onSuccess: async (program) => {
      queries.setQueryData(['program', program.id], program)
      await queries.invalidateQueries({ queryKey: ['programs'] })
      await navigate({ to: '/programs/$programId', params: { programId: program.id } })
    },
  })

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setChecked(true)
    const missing = name.trim() === '' ? 'name' : ownBrand.trim() === '' ? 'brand' : undefined
    if (missing !== undefined) event.currentTarget.querySelector<HTMLElement>(`[name=${missing}]`)?.focus()
    else if (instrument !== undefined)
      create.mutate(prefilledProgram({ name, ownBrand, instrument, language }))
  }
  return (
    <form noValidate onSubmit={submit} className="new-program">
      <InstrumentChoice
        legend={t('new.instrument')}
        instruments={instruments.filter(({ family }) => family === 'index')}
        chosen={instrument}
        onChoose={setInstrument}
      />
      <details className="other-beginnings">
        <summary>{t('new.others')}</summary>
        <InstrumentChoice
          legend={t('new.others')}
          hideLegend
          instruments={instruments.filter(({ family }) => family !== 'index')}
          chosen={instrument}
          onChoose={setInstrument}
        />
      </details>
      <fieldset className="choice">
        <legend>{t('new.about')}</legend>
        <div className="two-fields">
          <TextInput
            name="name"
            label={t('field.name')}
            description={t('field.name.hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={200}
            value={name}
            error={isChecked && name.trim() === '' ? t('problem.name') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            name="brand"
            label={t('field.own')}
            maxLength={200}
            value={ownBrand}
            error={isChecked && ownBrand.trim() === '' ? t('problem.own') : undefined}
            onChange={(event) => setOwnBrand(event.currentTarget.value)}
          />
        </div>
      </fieldset>
      {create.error === null ? null : <ErrorNotice error={create.error} />}
      <div>
        <Button type="submit" size="lg" loading={create.isPending}>
          {t('new.create')}
        </Button>
      </div>
    </form>
  )
}
