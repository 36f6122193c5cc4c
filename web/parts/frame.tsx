import { Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api-client.ts'
import { useSession } from '../session.ts'
import { ColourSchemeSwitch } from './colour-scheme-switch.tsx'
import { Icon } from './icon.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { ProgramTabs } from './program-tabs.tsx'
import { Seal } from './seal.tsx'

/** The studio's one frame: mark, navigation, reader's settings, page. */
export function Frame() {
  const { t } = useTranslation('common')
  const session = useSession()
  const { programId } = useParams({ strict: false })
  return (
    <>
      <a className="skip" href="#page">
        {t('skip')}
      </a>
      <header className="frame-top">
        <div className="frame-bar">
          <Link to="/programs" className="frame-mark" aria-label={`Manyi, ${t('nav.programs')}`}>
            <Seal size={30} />
            <span className="frame-name">Manyi</span>
          </Link>
          <nav aria-label={t('nav.label')} className="frame-nav">
            <Link to="/programs" activeProps={{ className: 'active' }}>
              {t('nav.programs')}
            </Link>
            {session.may('designer') ? (
              <Link to="/contacts" activeProps={{ className: 'active' }}>
                {t('nav.contacts')}
              </Link>
            ) : null}
            {session.may('owner') ? (
              <Link to="/members" activeProps={{ className: 'active' }}>
                {t('nav.members')}
              </Link>
            ) : null}
          </nav>
          <div className="frame-settings">
            <LanguageSwitch />
            <ColourSchemeSwitch />
            <AccountMenu />
          </div>
        </div>
      </header>
      {programId === undefined ? null : <ProgramTabs programId={programId} />}
      <main id="page" className="page" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  )
}

function AccountMenu() {
  const { t } = useTranslation('common')
  const { user, organisation, role } = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  if (user === null) return null

  const signOut = async () => {
    await api.signOut()
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="sm"
          className="quiet-button"
          leftSection={<Icon name="person" />}
          aria-label={`${t('account')}: ${user.name}`}
        >
          <span className="wide-only" aria-hidden="true">
            {user.name}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="account">
          <strong>{user.name}</strong>
          <span>{user.email}</span>
          <span>
            {organisation?.name}
            {role === null ? '' : ` · ${t(`role.${role}`)}`}
          </span>
        </div>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t('sign-out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
