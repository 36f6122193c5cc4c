import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Fieldwork } from '../../../api/contract/fieldwork.ts'
import type { Collector } from '../../../api/contract/wave.ts'
import { saysNoBrand } from '../../../api/forms/no-brand.ts'
import { PAGE_TEXTS } from '../../../api/pages/texts.ts'
import { done, ORIGIN, openFieldwork, submission } from '../../test-app.ts'
import { linkIn, useMailDesk } from '../mail-desk.ts'

describe('whoever knows none of the brands', () => {
  const at = useMailDesk('Asking')

  /** A browser without scripts at a link: the fields of the card shown, and what comes when it is sent. */
  async function plainCard(path: string) {
    const { app } = at.desk.test
    const shown = await app.request(path, { headers: { accept: 'text/html' } })
    const cookie = shown.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const html = await shown.text()
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
    const [address, query = ''] = path.split('?')
    return {
      html,
      visit: async () => (await app.request(path, { headers: { accept: 'text/html', cookie } })).text(),
      send: async (fields: readonly (readonly [string, string])[]) => {
        const body = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value]))
        for (const [name, value] of fields) body.append(name, value)
        const answer = await app.request(`${address}/answer?${query}`, {
          method: 'POST',
          headers: {
            ...{ origin: ORIGIN, accept: 'text/html', cookie },
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: body.toString(),
        })
        return { status: answer.status, html: await answer.text() }
      },
    }
  }

  /** A wave with a link that asks for the brand. */
  async function linkForAll(loop = 0) {
    const { wave, program } = await openFieldwork(at.wave.ask, { loop })
    const link = await done<Collector>(
      at.wave.ask('POST', `/api/waves/${wave.id}/collectors`, { brandId: null }),
    )
    const ways = async () => {
      const read = await done<Fieldwork>(at.wave.ask('GET', `/api/waves/${wave.id}/fieldwork`))
      return read.ways.find(({ collectorId }) => collectorId === link.id)
    }
    const partials = () =>
      at.wave.inTenant((db) =>
        db
          .selectFrom('partial')
          .select(['state', 'answers', 'brandId'])
          .where('waveId', '=', wave.id)
          .execute(),
      )
    return { path: new URL(link.url).pathname, program, ways, partials }
  }

  it.each([
    [0, 'q:brand'],
    [2, 'q:brands'],
  ] as const)('ends on a page that says so, and is counted as turned away (loop %i)', async (loop, field) => {
    const { path, ways, partials } = await linkForAll(loop)
    const card = await plainCard(path)
    expect(card.html).toContain('None of these')
    const told = await card.send([
      ['to', 'next'],
      [field, 'none'],
    ])
    expect([told.status, told.html]).toEqual([200, expect.stringContaining(PAGE_TEXTS.en.noBrand)])
    expect(await card.visit()).toContain(PAGE_TEXTS.en.noBrand)
    expect(await partials()).toEqual([{ state: 'screened-out', answers: {}, brandId: null }])
    expect(await ways()).toMatchObject({ started: 0, completed: 0, screenedOut: 1 })
  })

  it.each(['en', 'zh-Hans', 'zh-Hant'] as const)('reads so in %s', async (language) => {
    const { path } = await linkForAll()
    const card = await plainCard(`${path}?language=${language}`)
    expect(card.html).toContain(language === 'en' ? 'None of these' : '以上都不是')
    const told = await card.send([
      ['to', 'next'],
      ['q:brand', 'none'],
    ])
    expect(told.html).toContain(PAGE_TEXTS[language].noBrand)
  })

  it('does not say a brand as well', async () => {
    const { path, program, partials } = await linkForAll(2)
    const told = await (await plainCard(path)).send([
      ['to', 'next'],
      ['q:brands', program.brands[0]?.id ?? ''],
      ['q:brands', 'none'],
    ])
    expect([told.status, told.html]).toEqual([422, expect.stringContaining(PAGE_TEXTS.en.exclusive)])
    expect((await partials()).map(({ state }) => state)).toEqual(['open'])
  })

  it('has no answers to send', async () => {
    const { path } = await linkForAll()
    const sent = await at.desk.test.ask<ErrorBody>('POST', path, { ...submission(), brandId: 'none' })
    expect(sent.status).toBe(422)
    const looped = await linkForAll(2)
    const many = await at.desk.test.ask<ErrorBody>('POST', looped.path, submission({ brands: ['none'] }))
    expect([many.status, many.body.error.message]).toEqual([
      422,
      expect.stringContaining('not a brand of this form'),
    ])
  })

  it('counts as ineligible in the outcome rates, where they were invited', async () => {
    const { batch, contacts } = await at.wave.addContacts({ name: 'stranger' }, { name: 'waits' })
    const mailing = await at.wave.mailing(batch, { brandId: null })
    await at.wave.turn(mailing.id)
    const [letter] = await at.desk.inbox.mailTo(contacts[0]?.email ?? '')
    const card = await plainCard(linkIn(letter?.text))
    const told = await card.send([
      ['to', 'next'],
      ['q:brand', 'none'],
    ])
    expect(told.html).toContain(PAGE_TEXTS.en.noBrand)
    expect((await at.wave.outcomes())?.dispositions).toMatchObject({
      ineligible: 1,
      refusal: 0,
      nonContact: 1,
    })
  })
})

it('a form frozen before it could be said does not take it', () => {
  const brand = (values: string[]) => ({
    name: 'page-brand',
    elements: [
      {
        type: 'radiogroup' as const,
        name: 'brand',
        choices: values.map((value) => ({ value, text: { default: value } })),
      },
    ],
  })
  expect(saysNoBrand(brand(['a', 'none']), { brand: 'none' })).toBe(true)
  expect(saysNoBrand(brand(['a']), { brand: 'none' })).toBe(false)
  expect(saysNoBrand(brand(['a', 'none']), { brand: 'a' })).toBe(false)
  expect(saysNoBrand({ ...brand(['a', 'none']), name: 'page-x' }, { brand: 'none' })).toBe(false)
})
