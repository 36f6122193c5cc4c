import { describe, expect, it } from 'vitest'
import { CollectorChange } from '../../../api/contract/wave.ts'
import { embedSnippets, readSites } from '../../../web/studio/embed-snippets.ts'

const url = 'https://manyi.example/r/abcdefgh23456'

it('name the link and carry no markup from a brand’s name', () => {
  const { script, frame } = embedSnippets({ url }, '"><script>alert(1)</script>')
  expect(script).toBe(
    '<script src="https://manyi.example/embed.js" data-manyi-key="abcdefgh23456" data-manyi-title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" async></script>',
  )
  expect(frame).toContain(`<iframe src="${url}" title="&quot;&gt;&lt;script&gt;`)
})

describe('sites typed one per line', () => {
  it('are read as people write them, each once', () => {
    const typed = ' https://www.Example.com/shop?x=1\nwww.example.com\n\nb.example:8443, https://c.example '
    expect(readSites(typed)).toEqual({
      sites: ['https://www.example.com', 'https://b.example:8443', 'https://c.example'],
      wrong: [],
    })
  })

  it('are accepted by the server as they were read', () => {
    const { sites } = readSites('www.example.com münchen.example b.example:8443')
    expect(CollectorChange.parse({ embedOrigins: sites })).toEqual({ embedOrigins: sites })
  })

  it('that are none are named', () => {
    expect(readSites('http://a.example\n*.example.com\njavascript:alert(1)\nhttps://').wrong).toEqual([
      'http://a.example',
      '*.example.com',
      'javascript:alert(1)',
      'https://',
    ])
  })
})
