import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { titleOf, valuesOf } from './contact-words.ts'
import { contactsApi } from './contacts-api.ts'
import { FoundValues } from './found-values.tsx'

/** What was kept as a text becomes a segment, once it is seen what contacts hold. */
export function MakeSegment({ attribute }: { attribute: ContactAttribute }) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  const [isAsking, asking] = useDisclosure()
  const { key } = attribute
  const title = titleOf(attribute, language, key)
  const held = useQuery({
    queryKey: ['contacts', 'held-values', key],
    queryFn: () => contactsApi.heldValues(key),
    enabled: isAsking,
    // Looked at anew each time: contacts come and change.
    staleTime: 0,
    gcTime: 0,
  })
  const make = useMutation({
    mutationFn: () => {
      const texts = held.data?.values.map(({ text }) => text) ?? []
      return contactsApi.makeList(key, valuesOf(texts, language))
    },
    onSuccess: () => asking.close(),
    // What contacts hold may be something else by now.
    onSettled: () => queries.invalidateQueries({ queryKey: ['contacts'] }),
  })
  const found = held.isFetching ? undefined : held.data
  return (
    <>
      <Button
        variant="subtle"
        size="sm"
        className="quiet-button"
        aria-label={`${t('segment.make')}: ${title}`}
        onClick={asking.open}
      >
        {t('segment.make')}
      </Button>
      <Dialog opened={isAsking} title={t('segment.title', { title })} onClose={asking.close}>
        {held.error === null ? null : <ErrorNotice error={held.error} onRetry={() => void held.refetch()} />}
        {found === undefined ? (
          held.error === null ? (
            <Waiting />
          ) : null
        ) : (
          <>
            {found.filled === 0 ? (
              <p>{t('segment.none')}</p>
            ) : (
              <>
                <p>
                  {t(found.isWhole ? 'segment.held' : 'segment.held.least', {
                    count: found.distinct,
                    distinct: formatNumber(found.distinct, language),
                    filled: formatNumber(found.filled, language),
                  })}
                </p>
                <FoundValues found={found} />
                <p className="quiet">{t(found.maySegment ? 'segment.text' : 'new-attribute.segment.many')}</p>
              </>
            )}
            {make.error === null ? null : <ErrorNotice error={make.error} />}
            <div className="dialog-actions">
              <Button variant="default" onClick={asking.close}>
                {t('cancel')}
              </Button>
              <Button disabled={!found.maySegment} loading={make.isPending} onClick={() => make.mutate()}>
                {t('segment.make')}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  )
}
