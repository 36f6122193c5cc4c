import { Button, Radio } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactErasure } from '../../api/contract/contact.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { nameOf } from './contact-words.ts'
import { contactsApi } from './contacts-api.ts'

/** Gone for good is gone for good: asked once more, with what happens to the answers. */
export function EraseContact({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isOpen, dialog] = useDisclosure()
  const [responses, setResponses] = useState<ContactErasure['responses']>('unlink')
  const erase = useMutation({
    mutationFn: () => contactsApi.erase(contact.id, { responses }),
    onSuccess: async () => {
      await navigate({ to: '/contacts' })
      queries.removeQueries({ queryKey: ['contacts', 'one', contact.id] })
      await queries.invalidateQueries({ queryKey: ['contacts'] })
    },
  })
  return (
    <div className="erase">
      <Button variant="subtle" size="sm" className="quiet-button" onClick={dialog.open}>
        {t('erase')}
      </Button>
      <Dialog opened={isOpen} onClose={dialog.close} title={t('erase.title', { name: nameOf(contact) })}>
        <p>{t('erase.text')}</p>
        <Radio.Group
          label={t('erase.responses')}
          value={responses}
          onChange={(value) => setResponses(value === 'delete' ? 'delete' : 'unlink')}
        >
          <div className="callers">
            <Radio value="unlink" label={t('erase.unlink')} />
            <Radio value="delete" label={t('erase.delete')} />
          </div>
        </Radio.Group>
        {erase.error === null ? null : <ErrorNotice error={erase.error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={dialog.close}>
            {t('cancel')}
          </Button>
          <Button loading={erase.isPending} onClick={() => erase.mutate()}>
            {t('erase.submit')}
          </Button>
        </div>
      </Dialog>
    </div>
  )
}
