import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { EmptyState } from '../../../web/parts/empty-state.tsx'
import { Notice } from '../../../web/parts/notice.tsx'
import { PageHeader } from '../../../web/parts/page-header.tsx'
import { Seal } from '../../../web/parts/seal.tsx'

it('names the page in its heading and in the title of the tab', () => {
  const html = renderToStaticMarkup(<PageHeader title="Mobile operators" lead="Three waves" />)
  expect(html).toContain('<h1>Mobile operators</h1>')
  expect(html).toContain('<title>Mobile operators · Manyi</title>')
})

it('announces what went wrong at once, and other news when there is time', () => {
  expect(renderToStaticMarkup(<Notice tone="bad">No</Notice>)).toContain('role="alert"')
  expect(renderToStaticMarkup(<Notice>Yes</Notice>)).toContain('role="status"')
})

it('says what to do where nothing is, and offers it', () => {
  const html = renderToStaticMarkup(
    <EmptyState title="No program yet" action={<button type="button">New program</button>}>
      Start one.
    </EmptyState>,
  )
  expect(html).toMatch(/No program yet.*Start one\..*New program/)
})

it('hides the mark from those who hear the name beside it', () => {
  expect(renderToStaticMarkup(<Seal />)).toContain('aria-hidden="true"')
  expect(renderToStaticMarkup(<Seal title="Manyi" />)).toContain('aria-label="Manyi"')
})
