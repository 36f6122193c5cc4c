import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './empty-state.tsx'

export function NotFound() {
  const { t } = useTranslation('common')
  const back = (
    <Button component={Link} to="/programs">
      {t('nav.programs')}
    </Button>
  )
  return (
    <main className="page">
      <title>{`${t('not-found.title')} · Manyi`}</title>
      <EmptyState title={t('not-found.title')} action={back} level={1}>
        {t('not-found.text')}
      </EmptyState>
    </main>
  )
}
