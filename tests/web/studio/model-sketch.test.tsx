import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ModelSketch } from '../../../web/studio/model-sketch.tsx'

const constructs = ['Quality', 'Value', 'Satisfaction'].map((name) => ({ name, title: name.toLowerCase() }))

it('draws an arc for each influence and points out the target', () => {
  const html = renderToStaticMarkup(
    <ModelSketch
      title="Quality, value, satisfaction"
      constructs={constructs}
      paths={[
        ['Quality', 'Value'],
        ['Value', 'Satisfaction'],
      ]}
      target="Satisfaction"
    />,
  )
  expect(html.match(/<path/g)).toHaveLength(2)
  expect(html).toContain('aria-label="Quality, value, satisfaction"')
  // The third construct sits in the middle of the third row of 24.
  expect(html).toMatch(/transform="translate\(84, 60\)" class="target"/)
})
