import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { control } from '../../../api/pages/question-controls.ts'
import { PAGE_TEXTS } from '../../../api/pages/texts.ts'
import { LongText } from '../../../web/respond/controls/long-text.tsx'
import { NumberField } from '../../../web/respond/controls/number-field.tsx'
import type { Asked } from '../../../web/respond/words.ts'

const refused = { value: 'refused', text: { default: 'Prefer not to say' } }
const shared = { language: 'en', texts: PAGE_TEXTS.en, describedBy: '', wrong: false } as const

/** What stands in the field, and whether the way not to answer is chosen: as the server writes it, and as React does. */
async function shownIn(element: Asked, value: unknown) {
  const Field = element.type === 'comment' ? LongText : NumberField
  const drawn = renderToStaticMarkup(<Field element={element} value={value} onValue={() => {}} {...shared} />)
  const written = String(await control(element, { value, ...shared }))
  return [written, drawn].map((html) => [
    /<textarea[^>]*>([^<]*)</.exec(html)?.[1]?.trim() ??
      /<input type="text"[^>]* value="([^"]*)"/.exec(html)?.[1],
    / checked/.test(html),
  ])
}

it.each<[Partial<Asked>, string, boolean]>([
  [{ type: 'comment', maxLength: 50 }, 'refused', false],
  [{ type: 'comment', maxLength: 50, states: [refused] }, '', true],
  [{ type: 'text', min: 0, max: 9 }, 'refused', false],
  [{ type: 'text', min: 0, max: 9, states: [refused] }, '', true],
])('%o answered "refused" shows "%s", the state chosen: %o', async (asked, text, isChosen) => {
  const both = await shownIn({ name: 'why', type: 'comment', ...asked }, 'refused')
  expect(both).toEqual([
    [text, isChosen],
    [text, isChosen],
  ])
})
