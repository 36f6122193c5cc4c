import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import { AskPeople } from './ask-people.tsx'
import { type Choice, invitationsApi } from './invitations-api.ts'

interface NewLinksProps {
  readonly waveId: string
  readonly program: Program
  readonly onDone: () => void
}

/** Personal links that are made and not sent; the last button says how many. */
export function NewLinks({ waveId, program, onDone }: NewLinksProps) {
  const { t } = useTranslation('invitations')
  const queries = useQueryClient()
  const make = async (contacts: Choice, brandId: string | null) => {
    await invitationsApi.makeLinks(waveId, contacts, brandId)
    for (const key of ['mailings', 'invitations', 'choice']) {
      await queries.invalidateQueries({ queryKey: [key, waveId] })
    }
  }
  return (
    <section className="new-mailing" aria-labelledby="new-links">
      <div>
        <h2 id="new-links">{t('links.make')}</h2>
        <p className="quiet">{t('links.hint')}</p>
      </div>
      <AskPeople {...{ waveId, program, onDone }} way="links" label="links.make.now" ask={make} />
    </section>
  )
}
