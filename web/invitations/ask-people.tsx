import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { ContactChoice, EVERYBODY, useChoiceCount } from './contact-choice.tsx'
import type { Choice } from './invitations-api.ts'
import { AboutBrand } from './new-mailing.tsx'

interface AskPeopleProps {
  readonly waveId: string
  readonly program: Program
  readonly way: 'calls' | 'links'
  /** Of the last button, which says how many. */
  readonly label: 'calls.add' | 'links.make.now'
  readonly ask: (contacts: Choice, brandId: string | null) => Promise<unknown>
  readonly onDone: () => void
}

/** Who is to be asked by another way than mail, and about which brand. */
export function AskPeople({ waveId, program, way, label, ask, onDone }: AskPeopleProps) {
  const { t } = useTranslation('invitations')
  const { t: common } = useTranslation('common')
  const language = useLanguage()
  const [contacts, setContacts] = useState(EVERYBODY)
  const [brandId, setBrandId] = useState(program.brands.find(({ own }) => own)?.id ?? null)
  const count = useChoiceCount(waveId, contacts, way)
  const asking = useMutation({ mutationFn: () => ask(contacts, brandId), onSuccess: onDone })
  const many = count.data?.invitable ?? 0
  return (
    <>
      <ContactChoice waveId={waveId} way={way} choice={contacts} onChange={setContacts} />
      <AboutBrand waveId={waveId} value={brandId} onChange={setBrandId} />
      {asking.error === null ? null : <ErrorNotice error={asking.error} />}
      <div className="mailing-actions">
        <Button loading={asking.isPending} disabled={many === 0} onClick={() => asking.mutate()}>
          {t(label, { count: many, shown: formatNumber(many, language) })}
        </Button>
        <Button variant="default" onClick={onDone}>
          {common('cancel')}
        </Button>
      </div>
    </>
  )
}
