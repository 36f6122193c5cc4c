import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { createApp } from '../../../api/app.ts'
import type { NewProgram } from '../../../api/contract/program.ts'
import type { OpenForm } from '../../../api/contract/response.ts'
import { renderMail } from '../../../api/forms/render-mail.ts'
import { done, ORIGIN, openFieldwork, submission } from '../../test-app.ts'
import { openDoor } from './door.ts'

const { test, mine, everything, expectUp } = await openDoor()
afterAll(() => test.stop())

const HOSTILE = `"><img src=x onerror=alert(1)></script><script>alert(2)</script><svg/onload=alert(3)>'{brand}$&{{1234*5678}}`
const texts = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text })
const feature = { key: 'one-click', text: texts(HOSTILE), description: texts(HOSTILE) }

/** A design in which every text a designer may write is hostile, with a link that would run. */
const design: Partial<NewProgram> = {
  name: HOSTILE,
  purpose: HOSTILE,
  brands: [
    { name: HOSTILE, own: true },
    { name: `${HOSTILE} 2`, own: false },
  ],
  category: texts(HOSTILE),
  period: texts(HOSTILE),
  consent: texts(`${HOSTILE} [click](javascript:alert(4)) [data](data:text/html,<script>alert(5)</script>)`),
  privacy: texts(`${HOSTILE} [click](javascript:alert(7)) [data](data:text/html,<script>alert(8)</script>)`),
  thanks: texts(`${HOSTILE} [click](JaVaScRiPt:alert(6)) ![p](https://a.example/p.png)`),
  modules: [
    { instrument: { name: 'nps', version: 1 }, parameters: { reason: true }, asked: 'always', weight: 1 },
    {
      instrument: { name: 'kano', version: 1 },
      parameters: { features: [feature] },
      asked: 'always',
      weight: 1,
    },
  ],
}
const { path } = await openFieldwork(mine.ask, design)

/** Elements and attributes of a page that its own texts must never become. */
function liveIn(html: string): string[] {
  const tags = [...html.matchAll(/<([a-z][a-z0-9]*)\b([^>]*)>/gi)]
  return tags.flatMap(([tag, name = '', attributes = '']) => {
    const isOurs = !['img', 'svg', 'iframe', 'object', 'embed', 'base'].includes(name.toLowerCase())
    const script = name.toLowerCase() === 'script' && !/type="application\/json"/.test(attributes)
    const runs = /\son[a-z]+\s*=|javascript:|data:text/i.test(attributes)
    return isOurs && !script && !runs ? [] : [tag]
  })
}

/** A browser without scripts on one link: keeps its cookie and posts the form on the page. */
function browser() {
  let cookie = ''
  const visit = async (
    address: string,
    body?: URLSearchParams,
  ): Promise<{ status: number; html: string }> => {
    const answer = await test.app.request(address, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        origin: ORIGIN,
        accept: 'text/html',
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body === undefined ? {} : { body: body.toString() }),
    })
    for (const set of answer.headers.getSetCookie()) cookie = set.split(';')[0] ?? ''
    const to = answer.headers.get('location')
    return to === null ? { status: answer.status, html: await answer.text() } : visit(to)
  }
  return {
    visit,
    post(html: string, fields: Record<string, string>) {
      const body = new URLSearchParams(
        [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      )
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1] ?? ''
      return visit(action.replaceAll('&amp;', '&'), body)
    },
  }
}

describe('case 22: markup', () => {
  it('in a design and in an answer is only ever text on the respondent’s pages, from the first to the receipt', async () => {
    const { visit, post } = browser()
    let page = await visit(path)
    const seen: string[] = []
    for (let turn = 0; turn < 12 && page.html.includes('name="page"'); turn++) {
      seen.push(page.html)
      const fields: Record<string, string> = { to: 'next' }
      for (const [, name = '', value = ''] of page.html.matchAll(
        /<input type="(?:radio|checkbox)" name="([^"]+)" value="([^"]*)"/g,
      )) {
        fields[name] ??= value
      }
      for (const [, name = ''] of page.html.matchAll(/<textarea[^>]*name="([^"]+)"/g)) fields[name] = HOSTILE
      const next = await post(page.html, fields)
      if (Object.values(fields).includes(HOSTILE)) {
        const back = await post(next.html, { to: 'back' })
        expect(back.html).toContain('&lt;img src=x onerror=alert(1)&gt;')
        seen.push(back.html)
      }
      page = next
    }
    expect(page.html).toContain('class="receipt"')
    seen.push(page.html)
    expect(seen.length).toBeGreaterThan(5)
    for (const html of seen) {
      expect(liveIn(html)).toEqual([])
      expect(html).not.toContain('7006652')
    }
    const erased = await post(page.html, {})
    expect(liveIn(erased.html)).toEqual([])
  })

  it('in what the page’s script is handed cannot end the element it stands in', async () => {
    const app = createApp({
      ...test,
      log: pino({ level: 'silent' }),
      config: { threads: 1, redirectHosts: [], proxies: 0 },
      publicUrl: ORIGIN,
      recordResponse: () => Promise.reject(new Error('nobody answers here')),
      pageAssets: { style: '', script: '/assets/page.js' },
      mail: undefined,
      webFolder: undefined,
    })
    const html = await (await app.request(path, { headers: { accept: 'text/html' } })).text()
    const [, json = ''] = /<script type="application\/json" id="answering">(.*?)<\/script>/s.exec(html) ?? []
    expect(JSON.parse(json)).toMatchObject({ address: path })
    expect(json).not.toContain('<')
  })

  it('in the form as JSON is text, but for the sanitised words of consent', async () => {
    const { survey } = await done<OpenForm>(test.ask('GET', `${path}/form`))
    const htmls = [...JSON.stringify(survey).matchAll(/"html":(\{.*?\}|".*?[^\\]")/g)].map(
      ([, text = '']) => text,
    )
    expect(htmls.length).toBeGreaterThan(0)
    for (const text of htmls) expect(liveIn(text.replaceAll('\\"', '"'))).toEqual([])
  })

  it.each([
    ['language', '?language='],
    ['page', '?page='],
    ['seal of a receipt', '/receipt?s='],
    ['token', '?i='],
  ])('in the address, as %s, is nowhere on the page', async (_, way) => {
    for (const accept of ['text/html', 'application/json']) {
      const answer = await test.app.request(`${path}${way}${encodeURIComponent('"><img src=reflected>')}`, {
        headers: { accept },
      })
      const body = await answer.text()
      expect(answer.status).toBeLessThan(500)
      expect(body).not.toContain('reflected')
    }
  })

  it('in a name is text in a message, in its subject and in its text part', () => {
    const { subject, html, text } = renderMail(
      { subject: `{name} ${HOSTILE}`, body: `{name} {brand} ${HOSTILE} [x](javascript:alert(7)) {link}` },
      {
        language: 'en',
        name: `${HOSTILE}\r\nBcc: all@example.org`,
        brand: HOSTILE,
        program: HOSTILE,
        closesOn: '2026-12-31',
        link: 'https://a.example/r/k?i=t',
        unsubscribe: 'https://a.example/u/k?i=t',
      },
    )
    expect(liveIn(html)).toEqual([])
    expect(subject).not.toMatch(/[\r\n]/)
    expect(text).toContain('<img src=x')
  })

  it('in a refused answer comes back as JSON, which no browser takes for a page', async () => {
    const before = await everything()
    const body = { id: '<img src=x>', language: '<svg onload=alert(1)>', answers: { '<script>': '<script>' } }
    const answer = await test.ask('POST', path, body)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      422,
      expect.stringMatching(/^application\/json/),
    ])
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await everything()).toEqual(before)
    await expectUp()
  })
})

describe('case 23: prefill by the address', () => {
  it.each([
    '?nps=10',
    '?q:nps=10&nps-reason=<script>',
    '?nps=abc&nps=1&nps[]=2',
    `?nps-reason=${'x'.repeat(5000)}`,
    '?__proto__[x]=1&constructor=1',
    '?answers={"nps":10}&sealed=x&revision=9',
    '?brand=x&brandId=00000000-0000-0000-0000-000000000000',
    '?contactId=1&organisationId=2&score=100&hidden=1',
  ])('fills in nothing, hidden fields least of all: %s', async (query) => {
    const before = await everything()
    const { visit } = browser()
    const [plain, filled] = [await visit(path), await visit(path + query)]
    const cards = [plain, filled].map(({ html }) =>
      html.replaceAll(/[0-9a-f-]{36}\.[\w-]{22}|20\d\d-[^"]*Z/g, ''),
    )
    expect(filled.status).toBe(200)
    expect(cards[1]).toBe(cards[0])
    expect(filled.html).not.toContain('checked')
    expect((await test.ask('GET', `${path}/form${query}`)).status).toBe(200)
    expect(await everything()).toEqual(before)
  })

  it('an answer is only what its body says: fields in its address change nothing', async () => {
    const { path } = await openFieldwork(mine.ask)
    const sent = submission()
    const answer = await test.ask('POST', `${path}?imag1=1&answers[imag1]=1&id=x`, sent)
    expect(answer.status).toBe(201)
    const rows = JSON.stringify(await everything())
    expect(rows).toContain(sent.id)
  })
})
