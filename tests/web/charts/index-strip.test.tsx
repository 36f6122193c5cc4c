import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { IndexStrip } from '../../../web/charts/index-strip.tsx'

it('puts the own index where it stands between 0 and 100', () => {
  const svg = renderToStaticMarkup(
    <IndexStrip
      title="72 of 100"
      estimate={{ value: 50, low: 45, high: 55 }}
      rivals={[25]}
      colour="teal"
      tick={String}
      width={124}
    />,
  )
  expect(svg).toContain('<circle cx="60"')
  expect(svg).toContain('x1="35" x2="35"')
})
