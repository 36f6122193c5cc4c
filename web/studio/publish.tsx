import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import { api } from '../api-client.ts'
import { LANGUAGE_NAMES, type Language } from '../i18n/languages.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import type { Problem } from './design.ts'

interface PublishProps {
  readonly program: Program
  readonly problems: readonly Problem[]
  readonly save: () => Promise<boolean>
}

/** Says what freezes before it does; what is missing is listed instead of a dead button. */
export function Publish({ program, problems, save }: PublishProps) {
  const { t } = useTranslation('studio')
  const { t: common } = useTranslation('common')
  const { t: words } = useTranslation('modules')
  const queries = useQueryClient()
  const reader = useLanguage()
  const [isOpen, dialog] = useDisclosure()
  const next = program.form === null ? undefined : program.form.number + 1
  const publish = useMutation({
    mutationFn: async () => {
      // What is not saved is not frozen; what is missing then stands in this dialog.
      const isSaved = await save()
      if (isSaved) await api.publish(program.id)
      return isSaved
    },
    onSuccess: async (isPublished) => {
      if (!isPublished) return
      dialog.close()
      await queries.invalidateQueries({ queryKey: ['program', program.id] })
      await queries.invalidateQueries({ queryKey: ['programs'] })
    },
  })
  return (
    <>
      <Button onClick={dialog.open} disabled={next !== undefined && !program.edited}>
        {next === undefined ? t('publish.button') : words('publish.again', { number: next })}
      </Button>
      <Dialog opened={isOpen} onClose={dialog.close} title={t('publish.title', { name: program.name })}>
        {problems.length > 0 ? (
          <>
            <p>{t('publish.not-yet')}</p>
            <ul>
              {problems.map((problem) => (
                <li key={keyOf(problem)}>{t(problem.text, wordsOf(problem, reader))}</li>
              ))}
            </ul>
            <Button variant="default" onClick={dialog.close}>
              {common('close')}
            </Button>
          </>
        ) : (
          <>
            {next === undefined ? (
              <>
                <p>{t('publish.freezes')}</p>
                <p>{t('publish.stays')}</p>
              </>
            ) : (
              <p>{words('publish.again.text', { number: next })}</p>
            )}
            {publish.error === null ? null : <ErrorNotice error={publish.error} />}
            <div className="dialog-actions">
              <Button variant="default" onClick={dialog.close}>
                {common('cancel')}
              </Button>
              <Button data-autofocus loading={publish.isPending} onClick={() => publish.mutate()}>
                {next === undefined ? t('publish.confirm') : words('publish.again.confirm', { number: next })}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  )
}

const keyOf = ({ text, language, brand, setting }: Problem) =>
  [text, language, brand, setting?.instrument.name, setting?.parameter.name].join(' ')

/** What a problem's text names. */
function wordsOf({ language, setting }: Problem, reader: Language) {
  if (setting === undefined) return { language: language === undefined ? '' : LANGUAGE_NAMES[language] }
  const { instrument, parameter } = setting
  return {
    what: `${instrument.title[reader]} – ${parameter.title[reader]}`,
    ...(parameter.kind === 'entries' ? { min: parameter.min } : {}),
  }
}
