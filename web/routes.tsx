import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Frame } from './parts/frame.tsx'
import { NotFound } from './parts/not-found.tsx'
import { PageFailure } from './parts/page-failure.tsx'
import { Waiting } from './parts/waiting.tsx'
import { type ResultsSearch, readSearch, writeSearch } from './search.ts'
import { sessionQuery } from './session.ts'

interface Context {
  queries: QueryClient
}

const root = createRootRouteWithContext<Context>()({ component: Outlet })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queries.ensureQueryData(sessionQuery)
    if (session.empty) throw redirect({ to: '/welcome' })
    throw redirect({ to: session.user === null ? '/sign-in' : '/programs' })
  },
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  beforeLoad: async ({ context }) => {
    const session = await context.queries.ensureQueryData(sessionQuery)
    if (!session.empty) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(() => import('./admin/welcome-page.tsx'), 'WelcomePage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } =>
    typeof search['next'] === 'string' ? { next: search['next'] } : {},
  beforeLoad: async ({ context }) => {
    const session = await context.queries.ensureQueryData(sessionQuery)
    if (session.user !== null) throw redirect({ to: '/programs' })
  },
  component: lazyRouteComponent(() => import('./admin/sign-in-page.tsx'), 'SignInPage'),
})

/** Everything behind the sign-in, under the frame with the navigation. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Frame,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery)
    if (session.empty) throw redirect({ to: '/welcome' })
    if (session.user === null) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
})

const programs = createRoute({
  getParentRoute: () => inside,
  path: '/programs',
  component: lazyRouteComponent(() => import('./studio/programs-page.tsx'), 'ProgramsPage'),
})

const newProgram = createRoute({
  getParentRoute: () => inside,
  path: '/programs/new',
  component: lazyRouteComponent(() => import('./studio/new-program-page.tsx'), 'NewProgramPage'),
})

const program = createRoute({
  getParentRoute: () => inside,
  path: '/programs/$programId',
  component: lazyRouteComponent(() => import('./studio/program-page.tsx'), 'ProgramPage'),
})

const design = createRoute({
  getParentRoute: () => inside,
  path: '/programs/$programId/design',
  component: lazyRouteComponent(() => import('./studio/design-page.tsx'), 'DesignPage'),
})

const wave = createRoute({
  getParentRoute: () => inside,
  path: '/programs/$programId/waves/$waveId',
  component: lazyRouteComponent(() => import('./studio/wave-page.tsx'), 'WavePage'),
})

const fieldwork = createRoute({
  getParentRoute: () => inside,
  path: '/programs/$programId/waves/$waveId/fieldwork',
  component: lazyRouteComponent(() => import('./studio/fieldwork-page.tsx'), 'FieldworkPage'),
})

const review = createRoute({
  getParentRoute: () => inside,
  path: '/programs/$programId/waves/$waveId/review',
  component: lazyRouteComponent(() => import('./studio/review-page.tsx'), 'ReviewPage'),
})

const invitations = createRoute({
  getParentRoute: () => inside,
  path: '/programs/$programId/waves/$waveId/invitations',
  component: lazyRouteComponent(() => import('./invitations/invitations-page.tsx'), 'InvitationsPage'),
})

const calls = createRoute({
  getParentRoute: () => inside,
  path: '/programs/$programId/waves/$waveId/calls',
  component: lazyRouteComponent(() => import('./invitations/calls-page.tsx'), 'CallsPage'),
})

const sheet = createRoute({
  getParentRoute: () => inside,
  path: '/programs/$programId/waves/$waveId/sheet/$collectorId',
  component: lazyRouteComponent(() => import('./studio/sheet-page.tsx'), 'SheetPage'),
})

/** `wave`, `brand`, `view`, and each segment as `region=north,south`: the address alone says what is shown. */
const results = createRoute({
  getParentRoute: () => inside,
  path: '/programs/$programId/results',
  validateSearch: (search): ResultsSearch => search as ResultsSearch,
  component: lazyRouteComponent(() => import('./results/results-page.tsx'), 'ResultsPage'),
})

const members = createRoute({
  getParentRoute: () => inside,
  path: '/members',
  component: lazyRouteComponent(() => import('./admin/members-page.tsx'), 'MembersPage'),
})

/** The address alone says who is listed: `search`, `state`, `consent`, `batch`, `interviewerId`, `attribute`, `value`. */
const contacts = createRoute({
  getParentRoute: () => inside,
  path: '/contacts',
  validateSearch: (search): Record<string, string | undefined> => search as Record<string, string>,
  component: lazyRouteComponent(() => import('./contacts/contacts-page.tsx'), 'ContactsPage'),
})

const importContacts = createRoute({
  getParentRoute: () => inside,
  path: '/contacts/import',
  component: lazyRouteComponent(() => import('./contacts/import-page.tsx'), 'ImportContactsPage'),
})

const duplicateContacts = createRoute({
  getParentRoute: () => inside,
  path: '/contacts/duplicates',
  component: lazyRouteComponent(() => import('./contacts/duplicates-page.tsx'), 'DuplicatesPage'),
})

const contactSettings = createRoute({
  getParentRoute: () => inside,
  path: '/contacts/settings',
  component: lazyRouteComponent(() => import('./contacts/settings-page.tsx'), 'ContactSettingsPage'),
})

const contact = createRoute({
  getParentRoute: () => inside,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(() => import('./contacts/contact-page.tsx'), 'ContactPage'),
})

const tree = root.addChildren([
  start,
  welcome,
  signIn,
  inside.addChildren([
    programs,
    newProgram,
    program,
    design,
    wave,
    sheet,
    invitations,
    calls,
    fieldwork,
    review,
    results,
    members,
    contacts,
    importContacts,
    duplicateContacts,
    contactSettings,
    contact,
  ]),
])

export const createStudioRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: PageFailure,
    defaultNotFoundComponent: NotFound,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createStudioRouter>
  }
}
