import '@fontsource-variable/inter/wght.css'
import './theme/theme.css'
import '@mantine/core/styles.layer.css'
import './parts/parts.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from './i18n/index.ts'
import { UndoProvider } from './parts/undo.tsx'
import { createQueries } from './queries.ts'
import { createStudioRouter } from './routes.tsx'
import { cssVariables, theme } from './theme/theme.ts'

const queries = createQueries({
  onSignedOut: () => void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } }),
})
const router = createStudioRouter(queries)

await startI18n()
const root = document.getElementById('root')
if (root === null) throw new Error('main: the page has no #root')

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <UndoProvider>
          <RouterProvider router={router} />
        </UndoProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
