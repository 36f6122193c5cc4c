import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface MorePagesProps {
  readonly pages: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => Promise<unknown>
  }
}

/** Below a list of which there is more than is shown. */
export function MorePages({ pages }: MorePagesProps) {
  const { t } = useTranslation('contacts')
  if (!pages.hasNextPage) return null
  return (
    <div className="contact-more">
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {t('more')}
      </Button>
    </div>
  )
}
