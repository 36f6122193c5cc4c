import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { ContactChoice, EVERYBODY, useChoiceCount } from './contact-choice.tsx'
import { invitationsApi } from './invitations-api.ts'
import { AboutBrand } from './new-mailing.tsx'

interface NewLinksProps {
  readonly waveId: string
  readonly program: Program
  readonly onDone: () => void
}

/** Personal links that are made and not sent; the last button says how many. */
export function NewLinks({ waveId, program, onDone }: NewLinksProps) {
  const { t } = useTranslation('invitations')
  const { t: common } = useTranslation('common')
  const language = useLanguage()
  const queries = useQueryClient()
  const [contacts, setContacts] = useState(EVERYBODY)
  const [brandId, setBrandId] = useState(program.brands.find(({ own }) => own)?.id ?? null)
  const count = useChoiceCount(waveId, contacts, 'links')
  const make = useMutation({
    mutationFn: () => invitationsApi.makeLinks(waveId, contacts, brandId),
    onSuccess: async () => {
      for (const key of ['mailings', 'invitations', 'choice']) {
        await queries.invalidateQueries({ queryKey: [key, waveId] })
      }
      onDone()
    },
  })
  const many = count.data?.invitable ?? 0
  return (
    <section className="new-mailing" aria-labelledby="new-links">
      <div>
        <h2 id="new-links">{t('links.make')}</h2>
        <p className="quiet">{t('links.hint')}</p>
      </div>
      <ContactChoice waveId={waveId} way="links" choice={contacts} onChange={setContacts} />
      <AboutBrand brands={program.brands} value={brandId} onChange={setBrandId} />
      {make.error === null ? null : <ErrorNotice error={make.error} />}
      <div className="mailing-actions">
        <Button loading={make.isPending} disabled={many === 0} onClick={() => make.mutate()}>
          {t('links.make.now', { count: many, shown: formatNumber(many, language) })}
        </Button>
        <Button variant="default" onClick={onDone}>
          {common('cancel')}
        </Button>
      </div>
    </section>
  )
}
