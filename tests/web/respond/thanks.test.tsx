import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { TEXTS } from '../../../web/respond/texts.ts'
import { Thanks } from '../../../web/respond/thanks.tsx'

const id = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'

it.each(['en', 'zh-Hans', 'zh-Hant'] as const)('thanks in %s, with a receipt and the mark', (language) => {
  const page = renderToStaticMarkup(<Thanks id={id} knownBefore={false} texts={TEXTS[language]} />)
  expect(page).toContain('DC0C-0C07-398F')
  expect(page).toContain(TEXTS[language].thanks)
  expect(page).toContain('满')
})

it('says when the first sending counts', () => {
  expect(renderToStaticMarkup(<Thanks id={id} knownBefore texts={TEXTS.en} />)).toContain('already arrived')
})
