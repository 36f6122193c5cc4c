import { describe, expect, it } from 'vitest'
import { xmlTags } from '../../api/files/xml-tags.ts'

describe('xmlTags', () => {
  it('finds tags of one name, with a prefix or none, and what their attributes say', () => {
    const xml = `<x:sheets xmlns:x="u"><x:sheet name="A &amp; &quot;B&quot; &#x5BA2;" r:id='r1' /><sheet name=">" id="r2"/><sheetView name="no"/></x:sheets>`
    expect(xmlTags(xml, 'sheet')).toEqual([
      { name: 'A & "B" 客', id: 'r1' },
      { name: '>', id: 'r2' },
    ])
  })

  it('takes time by the length of the text, whatever it holds', () => {
    for (const piece of ['<sheet ', '<sheet a="', '<sheet a=\'<sheet a="', '<sheet a=""', '<sheet  \n\t ']) {
      const begun = performance.now()
      xmlTags(piece.repeat(2_000_000 / piece.length), 'sheet')
      expect(performance.now() - begun).toBeLessThan(5000)
    }
  })
})
