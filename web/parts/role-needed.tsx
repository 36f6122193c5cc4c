import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'

/** Why something is not offered here: which role it takes, and which one the reader has. */
export function RoleNeeded({ needed }: { needed: 'designer' | 'owner' }) {
  const { t } = useTranslation('common')
  const { role } = useSession()
  return <>{t(`role.needs.${needed}`, { role: role === null ? '' : t(`role.${role}`) })}</>
}
