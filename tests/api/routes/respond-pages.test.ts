import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FormPreview, NewProgram } from '../../../api/contract/program.ts'
import type { OpenForm } from '../../../api/contract/response.ts'
import type { Collector } from '../../../api/contract/wave.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { ATTRIBUTES } from '../../../stats/instruments/attributes.ts'
import { submission } from '../../submission.ts'
import { createTestApp, done, newProgram, ORIGIN, openFieldwork } from '../../test-app.ts'
import { invite } from '../bad-input/invite.ts'
import { saveBrokenOff } from '../save-partial.ts'

type Test = Awaited<ReturnType<typeof createTestApp>>

type Picked = string | string[] | undefined

/** A browser without scripts: follows redirects, keeps cookies, reads fields out of the page. */
function plainBrowser(app: Test['app'], { cookies = true, language = 'en' } = {}) {
  let jar = ''
  let address = ''
  async function visit(
    path: string,
    body?: URLSearchParams,
  ): Promise<{ status: number; html: string; path: string }> {
    const answer = await app.request(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'text/html',
        'accept-language': language,
        ...(jar === '' || !cookies ? {} : { cookie: jar }),
        ...(body === undefined
          ? {}
          : { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body === undefined ? {} : { body: body.toString() }),
    })
    for (const set of answer.headers.getSetCookie())
      jar = /max-age=0/i.test(set) ? '' : (set.split(';')[0] ?? '')
    const location = answer.headers.get('location')
    if (location !== null) return visit(location)
    address = path
    return { status: answer.status, html: await answer.text(), path }
  }
  return {
    visit,
    cookie: () => jar,
    address: () => address,
    send: (html: string, fields: Record<string, string | string[]>) => {
      const body = new URLSearchParams(hiddenFields(html))
      for (const [name, value] of Object.entries(fields))
        for (const one of [value].flat()) body.append(name, one)
      return visit(/<form[^>]*action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '', body)
    },
  }
}

const hiddenFields = (html: string): [string, string][] =>
  [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']) => [name, value],
  )
const radios = (html: string) =>
  [...html.matchAll(/<input type="(radio|checkbox)" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, , name = '', value = '']) => ({ name, value }),
  )
/** The first question asked of the respondents themselves, and what it offers. */
function attributeOf(offered: ReadonlyMap<string, string[]>) {
  const code = ATTRIBUTES.map(({ code }) => code).find((code) => offered.has(`q:${code}`))
  return { name: code, values: offered.get(`q:${code}`) }
}
const heading = (html: string) => /<h1[^>]*>([^<]*)</.exec(html)?.[1] ?? ''

const acsi: Partial<NewProgram> = {
  modules: [{ instrument: { name: 'acsi', version: 1 }, parameters: {}, asked: 'always', weight: 1 }],
}

describe('the page without a script', () => {
  let test: Test
  let mine: Awaited<ReturnType<Test['organisation']>>
  beforeAll(async () => {
    test = await createTestApp()
    mine = await test.organisation('Mine')
  })
  afterAll(() => test.stop())

  const responses = (table: 'response' | 'observation' | 'partial') =>
    withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom(table).selectAll().execute(),
    )

  async function walk(
    browser: ReturnType<typeof plainBrowser>,
    path: string,
    pick: (name: string, values: string[]) => Picked | Promise<Picked>,
  ) {
    let page = await browser.visit(path)
    const seen: string[] = []
    const picked = new Map<string, string[]>()
    for (let turn = 0; turn < 80 && page.html.includes('name="page"'); turn++) {
      seen.push(heading(page.html))
      const fields: Record<string, string | string[]> = { to: 'next' }
      for (const [name, offered] of Map.groupBy(radios(page.html), ({ name }) => name)) {
        const values = offered.map(({ value }) => value)
        picked.set(name, values)
        const answer = await pick(name, values)
        if (answer !== undefined) fields[name] = answer
      }
      page = await browser.send(page.html, fields)
    }
    return { page, seen, picked }
  }

  it('tells whoever answered in a frame, where no address is seen, how to keep the receipt', async () => {
    const fieldwork = await openFieldwork(mine.ask)
    const body = submission()
    await done(test.ask('POST', fieldwork.path, body))
    const receipt = `${fieldwork.path}/receipt?s=${test.sealer.seal(body.id)}`
    const shown = async (dest: string) =>
      (await test.app.request(receipt, { headers: { accept: 'text/html', 'sec-fetch-dest': dest } })).text()
    const [whole, framed] = [await shown('document'), await shown('iframe')]
    expect(whole).toContain('Keep the address of this page')
    expect(whole).not.toContain('in a window of its own')
    expect(framed).not.toContain('Keep the address of this page')
    const [, alone = ''] =
      /<a href="([^"]+)" target="_blank" rel="noreferrer">Open this page on its own/.exec(framed) ?? []
    const opened = await test.app.request(alone.replaceAll('&amp;', '&'), {
      headers: { accept: 'text/html' },
    })
    expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining('class="receipt"')])
  })

  it('shows the receipt of what is recorded, also where a page was saved in the moment in which it was sent', async () => {
    const fieldwork = await openFieldwork(mine.ask)
    const { id, answers, ...rest } = submission()
    await done(test.ask('POST', fieldwork.path, { id, answers, ...rest }))
    await saveBrokenOff(test.databases, mine.organisationId, fieldwork, { id, answers, hoursAgo: 0 })
    const sealed = test.sealer.seal(id)
    const browser = plainBrowser(test.app)
    const receipt = await browser.visit(`${fieldwork.path}/receipt?s=${sealed}`)
    expect([receipt.status, receipt.html]).toEqual([200, expect.stringContaining('class="receipt"')])
    const saving = {
      sealed,
      language: 'en',
      brandId: null,
      form: 1,
      answers,
      page: 'page-imag1',
      revision: 9,
    }
    const late = await test.ask('PUT', `${fieldwork.path}/partial`, {
      ...saving,
      startedAt: new Date().toISOString(),
    })
    expect(late.body).toEqual({ kept: false })
    const erased = await browser.send(receipt.html, {})
    expect(erased.html).toContain('have been deleted')
    expect((await browser.visit(receipt.path)).status).toBe(404)
  })

  it('about several brands asks about those that have room, and turns away where none has', async () => {
    const { wave, program } = await openFieldwork(mine.ask, { ...acsi, loop: 2 })
    const { url } = await done<Collector>(
      mine.ask('POST', `/api/waves/${wave.id}/collectors`, { brandId: null }),
    )
    const { pathname } = new URL(url)
    const [ours = '', theirs = ''] = program.brands.map(({ id }) => id)
    const limit = (...cells: (readonly [string, number, object?])[]) =>
      done(
        mine.ask('PUT', `/api/waves/${wave.id}/quotas`, {
          quotas: cells.map(([brandId, target, attributes = {}]) => ({ brandId, target, attributes })),
        }),
      )
    const both = () =>
      walk(plainBrowser(test.app), pathname, (name, values) =>
        name === 'q:brands' ? [ours, theirs] : (values[3] ?? values[0]),
      )
    const last = async () => {
      const all = (await responses('response')).filter(({ waveId }) => waveId === wave.id)
      const { id = '', answers = {} } = all.toSorted((a, b) => (a.id < b.id ? -1 : 1)).at(-1) ?? {}
      const rated = (await responses('observation')).filter(({ responseId }) => responseId === id)
      const brands = [...new Set(Object.keys(answers).flatMap((key) => key.split('__')[1] ?? []))]
      return {
        chosen: (answers as Record<string, unknown>)['brands'],
        brands,
        rated: rated.map(({ brandId }) => brandId),
      }
    }

    await limit([ours, 0])
    const one = await both()
    expect(one.page.path).toContain('/receipt?s=')
    expect(await last()).toEqual({ chosen: [theirs], brands: ['b2'], rated: [theirs] })

    // Known only by a later answer: what was said about that brand goes again.
    const { name = '', values = [] } = attributeOf(one.picked)
    await limit([theirs, 0, { [name]: values[3] ?? values[0] }])
    const late = await both()
    expect(late.page.path).toContain('/receipt?s=')
    expect(late.seen.length).toBeGreaterThan(one.seen.length)
    expect(await last()).toEqual({ chosen: [ours], brands: ['b1'], rated: [ours] })

    // Full since they were chosen: known before everything is sent.
    await limit()
    let isFilled = false
    const filled = await walk(plainBrowser(test.app), pathname, async (name, values) => {
      if (name.endsWith('__b2') && !isFilled) {
        isFilled = true
        await limit([theirs, 0])
      }
      return name === 'q:brands' ? [ours, theirs] : (values[3] ?? values[0])
    })
    expect(filled.page.path).toContain('/receipt?s=')
    expect(await last()).toEqual({ chosen: [ours], brands: ['b1'], rated: [ours] })

    await limit([ours, 0], [theirs, 0])
    const none = await both()
    expect([none.seen.length, none.page.html]).toEqual([0, expect.stringContaining('Enough people')])
  })

  it('is answered from the first question to the receipt, and erased from there', async () => {
    const fieldwork = await openFieldwork(mine.ask, acsi)
    const browser = plainBrowser(test.app)
    const first = await browser.visit(fieldwork.path)
    expect(first.status).toBe(200)
    expect(Buffer.byteLength(first.html)).toBeLessThan(35 * 1024)
    const { page, seen } = await walk(browser, fieldwork.path, (_, values) => values[3] ?? values[0])
    expect(page.status).toBe(200)
    expect(page.path).toContain('/receipt?s=')
    expect(seen.length).toBeGreaterThan(10)
    const stored = (await responses('response')).filter(
      ({ collectorId }) => collectorId === fieldwork.collector.id,
    )
    expect(stored.length).toBe(1)
    expect(stored[0]?.answers).toMatchObject({ exp1: 4, sat1: 4 })
    expect(stored[0]?.paradata).toMatchObject({ mode: 'web' })
    expect((await responses('partial')).length).toBe(0)

    const erased = await browser.send(page.html, {})
    expect(erased.html).toContain('Your answers have been deleted')
    const left = (await responses('response')).filter(
      ({ collectorId }) => collectorId === fieldwork.collector.id,
    )
    expect(left).toEqual([])
    expect((await browser.visit(page.path)).status).toBe(404)
  })

  it('shows the receipt to who never saw it, once; then the link begins anew, the cards gone by do not', async () => {
    const fieldwork = await openFieldwork(mine.ask)
    const browser = plainBrowser(test.app)
    const first = await browser.visit(fieldwork.path)
    const sealed = browser.cookie().split('=')[1] ?? ''
    const second = await browser.send(first.html, { to: 'next', 'q:imag1': '7' })
    expect(second.path).toContain('page=')
    // Sent by the page's script, and the server's word of it lost on its way.
    const recorded = await test.app.request(fieldwork.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(submission({ imag1: 7 }, sealed.split('.')[0])),
    })
    expect(recorded.status).toBe(201)
    const again = await browser.visit(fieldwork.path)
    expect([again.status, again.path.startsWith(`${fieldwork.path}/receipt?s=`)]).toEqual([200, true])
    expect((await browser.visit(second.path)).path).toContain('/receipt?s=')
    const next = await browser.visit(fieldwork.path)
    expect([next.path, heading(next.html)]).toEqual([fieldwork.path, heading(first.html)])
    expect(browser.cookie()).not.toContain(sealed)
  })

  it('is answered by a browser that keeps no cookies', async () => {
    const fieldwork = await openFieldwork(mine.ask, acsi)
    const { page } = await walk(
      plainBrowser(test.app, { cookies: false }),
      fieldwork.path,
      (_, values) => values[0],
    )
    expect(page.path).toContain('/receipt?s=')
  })

  it('names what is missing at the question and keeps what was given', async () => {
    const fieldwork = await openFieldwork(mine.ask, acsi)
    const browser = plainBrowser(test.app)
    const first = await browser.visit(fieldwork.path)
    const again = await browser.send(first.html, { to: 'next' })
    expect(again.status).toBe(422)
    expect(again.html).toMatch(/class="problem" id="e-exp1" role="alert">Please choose an answer/)
    const odd = await browser.send(first.html, { to: 'next', 'q:exp1': '99' })
    expect(odd.status).toBe(422)
    expect(odd.html).toContain('Please give a number from')
  })

  it('takes thousands as they are written in the languages of forms', async () => {
    const module = {
      instrument: { name: 'complaints', version: 1 },
      parameters: {},
      asked: 'always',
      weight: 1,
    }
    const fieldwork = await openFieldwork(mine.ask, { modules: [module as NewProgram['modules'][number]] })
    const browser = plainBrowser(test.app, { language: 'zh-CN' })
    let page = await browser.visit(fieldwork.path)
    for (const [item, answer] of [
      ['problem', 'yes'],
      ['told', 'yes'],
      ['channel', 'web'],
      ['resolved', 'later'],
    ] as const) {
      page = await browser.send(page.html, { to: 'next', [`q:complaint.${item}`]: answer })
    }
    const odd = await browser.send(page.html, { to: 'next', 'q:complaint.hours': '1.200,5' })
    expect([odd.status, /id="e-complaint.hours"[^>]*>([^<]*)</.exec(odd.html)?.[1]]).toEqual([
      422,
      '请用数字填写，例如1200或1.5。',
    ])
    expect(odd.html).toContain('value="1.200,5"')
    await browser.send(page.html, { to: 'next', 'q:complaint.hours': '１，２００' })
    const [partial] = (await responses('partial')).filter(({ waveId }) => waveId === fieldwork.wave.id)
    expect(partial?.answers).toMatchObject({ 'complaint.hours': 1200 })
    const back = await browser.send((await browser.visit(browser.address())).html, { to: 'back' })
    expect(back.html).toMatch(/name="q:complaint.hours"[^>]*value="1200"/)
  })

  it('goes back with the answer kept, switches language with it, and resumes where it was left', async () => {
    const fieldwork = await openFieldwork(mine.ask, acsi)
    const browser = plainBrowser(test.app)
    const first = await browser.visit(fieldwork.path)
    const second = await browser.send(first.html, { to: 'next', 'q:exp1': '7' })
    const back = await browser.send(second.html, { to: 'back' })
    expect(back.html).toMatch(/name="q:exp1" value="7"[^>]*checked/)
    const chinese = await browser.send(back.html, { language: 'zh-Hant', 'q:exp1': '8' })
    expect(chinese.html).toContain('lang="zh-Hant"')
    expect(chinese.html).toMatch(/name="q:exp1" value="8"[^>]*checked/)
    const later = await browser.visit(fieldwork.path)
    expect(later.html).toContain('歡迎回來')
    expect(heading(later.html)).not.toBe(heading(chinese.html))
  })

  it('screens for the brand when the link does not say it', async () => {
    const fieldwork = await openFieldwork(mine.ask, acsi)
    const { url } = (
      await mine.ask<{ url: string }>('POST', `/api/waves/${fieldwork.wave.id}/collectors`, { brandId: null })
    ).body
    const theirs = fieldwork.program.brands.find(({ own }) => !own)
    const { page, seen } = await walk(plainBrowser(test.app), new URL(url).pathname, (name, values) =>
      name === 'q:brand' ? theirs?.id : values[0],
    )
    expect(page.path).toContain('/receipt')
    expect(seen[0]).toContain('customer of')
    const stored = (await responses('response')).filter(({ brandId }) => brandId === theirs?.id)
    expect(stored.length).toBe(1)
  })

  it('loops over brands and asks consent first', async () => {
    const consent = { en: 'We *keep* this.', 'zh-Hans': '我们保存。', 'zh-Hant': '我們保存。' }
    const fieldwork = await openFieldwork(mine.ask, { ...acsi, loop: 2, consent })
    const { url } = (
      await mine.ask<{ url: string }>('POST', `/api/waves/${fieldwork.wave.id}/collectors`, { brandId: null })
    ).body
    const key = new URL(url).pathname
    const ids = fieldwork.program.brands.map(({ id }) => id)
    const browser = plainBrowser(test.app)
    let page = await browser.visit(key)
    expect(page.html).toContain('We <em>keep</em> this.')
    page = await browser.send(page.html, { to: 'next', 'q:consent': 'agreed' })
    page = await browser.send(page.html, { to: 'next', 'q:brands': ids })
    expect(page.html).toContain('name="q:exp1__b1"')
    const { page: end } = await walk(browser, key, (_, values) => values[1])
    expect(end.path).toContain('/receipt')
    expect((await responses('observation')).filter(({ waveId }) => waveId === fieldwork.wave.id).length).toBe(
      2,
    )
  })

  it('says what becomes of the answers on the first card and the receipt, folded up, as it was published', async () => {
    const privacy = {
      en: 'Kept for *two years*. [More](https://a.example/privacy) <b>{brand}</b>',
      'zh-Hans': '保存两年。',
      'zh-Hant': '保存兩年。',
    }
    const fieldwork = await openFieldwork(mine.ask, { ...acsi, privacy })
    const browser = plainBrowser(test.app)
    const first = await browser.visit(fieldwork.path)
    const note = /<details class="privacy">.*?<\/details>/.exec(first.html)?.[0]
    expect(note).toContain('<summary>What happens to your answers</summary>')
    expect(note).toContain('Kept for <em>two years</em>. <a href="https://a.example/privacy"')
    expect(note).toContain('&lt;b&gt;(brand)&lt;/b&gt;')
    expect((await plainBrowser(test.app, { language: 'zh-CN' }).visit(fieldwork.path)).html).toContain(
      '<summary>您的答案如何使用</summary><div class="prose"><p>保存两年。</p></div>',
    )
    const second = await browser.send(first.html, { to: 'next', 'q:exp1': '9' })
    expect(second.html).toContain('name="q:exp2"')
    expect(second.html).not.toContain('class="privacy"')

    // Changed and not published: respondents are told what their form says.
    const program = `/api/programs/${fieldwork.program.id}`
    const change = await mine.ask<{ edited: boolean }>('PATCH', program, { privacy: { en: 'Sold to all.' } })
    expect([change.status, change.body.edited]).toEqual([200, true])
    const { page } = await walk(browser, fieldwork.path, (_, values) => values[0])
    expect(page.path).toContain('/receipt')
    expect(page.html).toContain(note)
    const refused = await mine.ask('POST', `${program}/publish`)
    expect(refused.status).toBe(422)
    expect(refused.body.error.message).toContain('privacy: has no zh-Hans text')
  })

  it('keeps on the receipt the privacy note of the form that was answered', async () => {
    const note = (en: string) => ({ privacy: { en, 'zh-Hans': '保存。', 'zh-Hant': '保存。' } })
    const fieldwork = await openFieldwork(mine.ask, { ...acsi, ...note('Kept for two years.') })
    const browser = plainBrowser(test.app)
    const { page } = await walk(browser, fieldwork.path, (_, values) => values[0])
    const begun = plainBrowser(test.app)
    const first = await begun.visit(fieldwork.path)
    await begun.send(first.html, { to: 'next', 'q:exp1': '9' })

    const program = `/api/programs/${fieldwork.program.id}`
    const done = async (asking: Promise<{ status: number }>) => expect((await asking).status).toBe(200)
    await done(mine.ask('PATCH', program, note('Kept for ten years.')))
    await done(mine.ask('POST', `${program}/publish`))
    await done(mine.ask('PATCH', `/api/waves/${fieldwork.wave.id}`, { formNumber: 2 }))
    expect((await plainBrowser(test.app).visit(fieldwork.path)).html).toContain('Kept for ten years.')

    const later = await browser.visit(page.path)
    expect(later.html).toContain('Kept for two years.')
    const { page: theirs } = await walk(begun, fieldwork.path, (_, values) => values[0])
    expect(theirs.path).toContain('/receipt')
    expect(theirs.html).toContain('Kept for two years.')
  })

  it('stays small with the longest privacy note', async () => {
    const long = '隐私&'.repeat(666)
    const privacy = { en: long, 'zh-Hans': long, 'zh-Hant': long }
    const fieldwork = await openFieldwork(mine.ask, { ...acsi, privacy })
    const { html } = await plainBrowser(test.app).visit(fieldwork.path)
    expect(html).toContain('隐私&amp;隐私')
    expect(Buffer.byteLength(html)).toBeLessThan(35 * 1024)
    const longer = await mine.ask('POST', '/api/programs', newProgram({ privacy: { en: `${long}${long}` } }))
    expect([longer.status, longer.body.error.message]).toEqual([422, expect.stringContaining('privacy.en')])
  })

  it('says what it asks consent to before it asks, and keeps nothing of who does not agree', async () => {
    const consent = { en: 'We *keep* this.', 'zh-Hans': '我们保存。', 'zh-Hant': '我們保存。' }
    const fieldwork = await openFieldwork(mine.ask, { ...acsi, consent })
    const browser = plainBrowser(test.app)
    const first = await browser.visit(fieldwork.path)
    const places = ['<h1', 'We <em>keep</em> this.', 'type="radio"', 'value="decline"'].map((piece) =>
      first.html.indexOf(piece),
    )
    expect([Math.min(...places) > 0, places]).toEqual([true, places.toSorted((a, b) => a - b)])
    const again = await browser.send(first.html, { to: 'next' })
    expect([again.status, /id="e-consent"[^>]*>([^<]*)</.exec(again.html)?.[1]]).toEqual([
      422,
      'To take part, please choose “I agree”. If you would rather not, choose “I do not agree” below.',
    ])

    const second = await browser.send(first.html, { to: 'next', 'q:consent': 'agreed' })
    const third = await browser.send(second.html, { to: 'next', 'q:exp1': '7' })
    expect(third.html).not.toContain('value="decline"')
    const kept = async () =>
      (await responses('partial')).filter(({ waveId }) => waveId === fieldwork.wave.id).length
    expect(await kept()).toBe(1)
    const declined = await browser.send(first.html, { to: 'decline' })
    expect([declined.status, heading(declined.html)]).toEqual([
      200,
      'You did not agree, so the survey ends here. Nothing of yours is kept. Thank you for your time.',
    ])
    expect([await kept(), browser.cookie()]).toEqual([0, ''])
    // Whoever changes their mind begins anew.
    expect(declined.html).toContain(`href="${fieldwork.path}"`)
    const anew = await browser.visit(fieldwork.path)
    expect([heading(anew.html), anew.html.includes(' checked')]).toEqual([heading(first.html), false])
  })

  it('names the first of the brands rated in what is asked once', async () => {
    const module = (name: string) => ({
      instrument: { name, version: 1 },
      parameters: {},
      asked: 'always' as const,
      weight: 1,
    })
    const fieldwork = await openFieldwork(mine.ask, {
      modules: ['scsb', 'nps', 'servperf'].map(module),
      loop: 2,
    })
    const { url } = (
      await mine.ask<{ url: string }>('POST', `/api/waves/${fieldwork.wave.id}/collectors`, { brandId: null })
    ).body
    const [first, ...others] = fieldwork.program.brands
    const browser = plainBrowser(test.app)
    const asked = await browser.visit(new URL(url).pathname)
    await browser.send(asked.html, {
      to: 'next',
      'q:brands': [...others, first].map((brand) => brand?.id ?? ''),
    })
    const { page, seen } = await walk(browser, new URL(url).pathname, (_, values) => values[1])
    expect(page.path).toContain('/receipt')
    expect(seen).toContain(`How likely are you to recommend ${first?.name} to friends or colleagues?`)
    expect(seen.filter((heading) => heading.includes('  '))).toEqual([])
  })

  it('is resumed by its invitation on any device, and answered once', async () => {
    const fieldwork = await openFieldwork(mine.ask, acsi)
    const { token, id, responseId, contactId } = await invite(test, {
      organisationId: mine.organisationId,
      fieldwork,
    })
    const link = `${fieldwork.path}?i=${token}`
    const first = await plainBrowser(test.app, { cookies: false }).visit(link)
    const phone = plainBrowser(test.app, { cookies: false })
    const second = await phone.send(first.html, { to: 'next', 'q:exp1': '9' })
    const laptop = plainBrowser(test.app, { cookies: false })
    const resumed = await laptop.visit(link)
    expect(resumed.html).toContain('Welcome back')
    expect(heading(resumed.html)).toBe(heading(second.html))
    const stateOf = () =>
      withOrganisation(test.databases.app, mine.organisationId, (db) =>
        db.selectFrom('invitation').select('state').where('id', '=', id).executeTakeFirstOrThrow(),
      )
    expect((await stateOf()).state).toBe('started')
    const { page } = await walk(laptop, link, (_, values) => values[2])
    expect(page.path).toContain('/receipt')
    const own = (await responses('response')).filter(
      ({ collectorId }) => collectorId === fieldwork.collector.id,
    )
    expect(own.map((row) => [row.id, row.contactId, row.invitationId])).toEqual([[responseId, contactId, id]])
    expect(own[0]?.answers).toMatchObject({ exp1: 9 })
    expect((await stateOf()).state).toBe('completed')
    expect((await phone.visit(link)).path).toContain('/receipt')
    const late = await phone.send(second.html, { to: 'next', 'q:exp2': '1' })
    expect(late.path).toContain('/receipt')
  })

  it('thanks in the program’s words and sends on only to an allowed host', async () => {
    const thanks = { en: 'Thanks, *really*. <b>Bold</b>', 'zh-Hans': '谢谢。', 'zh-Hant': '謝謝。' }
    const redirect = 'https://panel.example.org/done?p=7'
    const fieldwork = await openFieldwork(mine.ask, { ...acsi, thanks, redirect })
    const { page } = await walk(plainBrowser(test.app), fieldwork.path, (_, values) => values[0])
    expect(page.html).toContain('Thanks, <em>really</em>. &lt;b&gt;Bold&lt;/b&gt;')
    expect(page.html).toContain(`href="${redirect}"`)
    for (const other of [
      'https://evil.example/',
      'https://panel.example.org:8443/',
      'https://a@panel.example.org/',
    ]) {
      const refused = await mine.ask('POST', '/api/programs', newProgram({ redirect: other }))
      expect([other, refused.status, refused.body.error.code]).toEqual([other, 422, 'redirect-not-allowed'])
    }
    const plain = await mine.ask('PATCH', `/api/programs/${fieldwork.program.id}`, {
      redirect: 'http://panel.example.org/',
    })
    expect(plain.status).toBe(422)
  })

  it('sends on at once where the designer wants it and the host is allowed, and shows the receipt to whoever comes back', async () => {
    const redirect = 'https://panel.example.org/done?p=7'
    const atOnce = { ...acsi, redirect, redirectWhen: 'at-once' as const }
    const fieldwork = await openFieldwork(mine.ask, atOnce)
    const { organisationId } = mine
    const { token, responseId } = await invite(test, { organisationId, fieldwork })
    const link = `${fieldwork.path}?i=${token}`
    const browser = plainBrowser(test.app)
    const { page } = await walk(browser, link, (_, values) => values[0])
    expect(page.path).toBe(redirect)
    expect((await responses('response')).some(({ id }) => id === responseId)).toBe(true)
    // A browser holds a form to its policy also where the answer sends on.
    const policy = (await test.app.request(fieldwork.path)).headers.get('content-security-policy')
    expect(policy).toContain("form-action 'self' https://panel.example.org;")

    const again = await browser.visit(link)
    expect(again.path).toContain('/receipt?s=')
    expect(again.html).toContain('Delete my answers')
    expect((await browser.visit(`${again.path}&sent=1`)).path).toBe(redirect)

    const program = `/api/programs/${fieldwork.program.id}`
    const change = await mine.ask<{ edited: boolean }>('PATCH', program, { redirectWhen: 'button' })
    expect([change.status, change.body.edited]).toEqual([200, false])
    const button = await browser.visit(`${again.path}&sent=1`)
    expect(button.html).toContain(`href="${redirect}"`)
    expect((await mine.ask('PATCH', program, { redirectWhen: 'later' })).status).toBe(422)

    // Allowed no more: nobody is sent there, by no way.
    await withOrganisation(test.databases.app, organisationId, (db) =>
      db
        .updateTable('program')
        .set({ redirect: 'https://gone.example.org/', redirectWhen: 'at-once' })
        .where('id', '=', fieldwork.program.id)
        .execute(),
    )
    const refused = await browser.visit(`${again.path}&sent=1`)
    expect(refused.path).toContain('/receipt')
    expect(refused.html).not.toContain('gone.example.org')
  })

  it('asks the invited nothing that the register knows, by plain pages and by script, and counts it all the same', async () => {
    const fieldwork = await openFieldwork(mine.ask, { ...acsi, attributes: ['region', 'age-band'] })
    const { organisationId } = mine
    const attributes = JSON.stringify({ region: 'domestic', 'age-band': 'of-old' })
    const invited = await invite(test, { organisationId, fieldwork }, { contact: { attributes } })
    const path = `${fieldwork.path}?i=${invited.token}`
    const questions = ({ html }: { html: string }) => Number(/(\d+) questions to go/.exec(html)?.[1])
    const anybody = questions(await plainBrowser(test.app).visit(fieldwork.path))
    const browser = plainBrowser(test.app)
    expect(questions(await browser.visit(path))).toBe(anybody - 1)

    type Pages = { survey: { pages: { name: string }[] } }
    const asked = async (query: string) =>
      (await test.ask<Pages>('GET', `${fieldwork.path}/form${query}`)).body.survey.pages.map(
        ({ name }) => name,
      )
    const open = await asked('')
    expect(open.slice(-2)).toEqual(['page-region', 'page-age-band'])
    expect(await asked(`?i=${invited.token}`)).toEqual(open.filter((name) => name !== 'page-region'))

    const { page, seen } = await walk(browser, path, (_, values) => values[0])
    expect(page.path).toContain('/receipt?s=')
    expect(seen).toContain('How old are you?')
    expect(seen).not.toContain('Where do you live?')
    const coded = (await responses('observation')).find(({ responseId }) => responseId === invited.responseId)
    expect(coded?.attributes).toMatchObject({ region: 'domestic' })
    expect(coded?.attributes['age-band']).not.toBe('of-old')
  })

  it('promises the invited no minutes for what they are not asked', async () => {
    const asked = ATTRIBUTES.filter(({ fromRegister }) => fromRegister !== true).slice(0, 12)
    const fieldwork = await openFieldwork(mine.ask, { ...acsi, attributes: asked.map(({ code }) => code) })
    const attributes = JSON.stringify(Object.fromEntries(asked.map(({ code, values }) => [code, values[0]])))
    const { organisationId } = mine
    const invited = await invite(test, { organisationId, fieldwork }, { contact: { attributes } })
    const path = `${fieldwork.path}?i=${invited.token}`
    const minutes = async (query: string) =>
      (await test.ask<{ minutes: number }>('GET', `${fieldwork.path}/form${query}`)).body.minutes
    const said = async (address: string) => {
      const { html } = await plainBrowser(test.app).visit(address)
      return Number(/questions to go, about (\d+) minutes/.exec(html)?.[1])
    }
    // Twelve questions of five seconds each.
    const whole = await minutes('')
    expect(await minutes(`?i=${invited.token}`)).toBeCloseTo(whole - 1, 12)
    expect([await said(fieldwork.path), await said(path)]).toEqual([whole, whole - 1].map(Math.round))
  })

  it('tells each respondent the minutes of the blocks drawn for them, and the designer from where to where', async () => {
    const drawn = (name: string) => ({
      ...{ instrument: { name, version: 1 }, parameters: {}, asked: 'rotating' as const, weight: 1 },
    })
    const modules = [...(acsi.modules ?? []), drawn('ces'), drawn('servqual')]
    const fieldwork = await openFieldwork(mine.ask, { modules, rotating: 1, attributes: [] })
    const preview = await done<FormPreview>(mine.ask('GET', `/api/programs/${fieldwork.program.id}/preview`))
    const told = new Set<string>()
    // Twelve may all have had the same block drawn, a hundred do not.
    for (let respondent = 0; respondent < 12 || (told.size < 2 && respondent < 100); respondent++) {
      const { html } = await plainBrowser(test.app).visit(fieldwork.path)
      const id = /name="answer" value="([^".]+)\./.exec(html)?.[1]
      const form = await done<OpenForm>(test.ask('GET', `${fieldwork.path}/form?id=${id}`))
      const seconds = form.steps.reduce(
        (so, { seconds, decider }) => so + seconds * (decider === undefined ? 1 : 0.5),
        0,
      )
      // The brand is said by the link or asked in ten seconds; routed questions count half until they are decided.
      const asked = seconds - (form.brandId === null ? 0 : 10)
      const said = /(\d+) questions to go, about (\d+) minutes/.exec(html)
      expect(Number(said?.[2])).toBe(Math.round(asked / 60))
      expect(form.minutes * 60).toBeCloseTo(asked, 9)
      told.add(`${said?.[1]}: ${said?.[2]}`)
    }
    // Thirteen of ACSI are sure to be asked; and one of CES, or 44 of SERVQUAL.
    expect(told).toEqual(new Set(['14: 2', '57: 8']))
    expect([preview.leastMinutes, preview.minutes, preview.mostMinutes].map(Math.round)).toEqual([2, 5, 8])
  })

  it('says from where to where it goes while brands may be chosen, and theirs once they are', async () => {
    const brands = ['Ours', 'B', 'C', 'D'].map((name, i) => ({ name, own: i === 0 }))
    const fieldwork = await openFieldwork(mine.ask, { ...acsi, brands, loop: 4, attributes: [] })
    const link = await done<Collector>(
      mine.ask('POST', `/api/waves/${fieldwork.wave.id}/collectors`, { brandId: null }),
    )
    const browser = plainBrowser(test.app)
    let page = await browser.visit(new URL(link.url).pathname)
    const steps = () => /<p class="steps"[^>]*>([^<]*)</.exec(page.html)?.[1]
    const buttons = () => /<div class="steer">.*?<\/div>/.exec(page.html)?.[0]
    // Thirteen sure questions and 117 seconds a brand, and the card that asks for the brands.
    expect(steps()).toBe('14–53 questions to go, about 2–8 minutes')
    expect(buttons()).toContain('>Next<')
    const ids = fieldwork.program.brands.map(({ id }) => id)
    page = await browser.send(page.html, { to: 'next', 'q:brands': ids.slice(0, 3) })
    expect(steps()).toBe('39 questions to go, about 6 minutes')
    page = await browser.send(page.html, { to: 'back' })
    expect(steps()).toBe('40 questions to go, about 6 minutes')
  })

  it('offers as the main reason only the reasons chosen, and as the place no more than the brands used', async () => {
    const modules = [
      { instrument: { name: 'churn', version: 1 }, parameters: {}, asked: 'always' as const, weight: 1 },
      {
        ...{ instrument: { name: 'loyalty-behaviour', version: 1 }, parameters: { rivals: true } },
        ...{ asked: 'always' as const, weight: 1 },
      },
    ]
    const fieldwork = await openFieldwork(mine.ask, { modules, attributes: [] })
    const browser = plainBrowser(test.app)
    let page = await browser.visit(fieldwork.path)
    const at = () => /name="page" value="page-([^"]+)"/.exec(page.html)?.[1] ?? ''
    const go = async (fields: Record<string, string | string[]>) => {
      page = await browser.send(page.html, { to: 'next', ...fields })
    }
    /** Every card until the one named, each with its first choice unless something is said. */
    const until = async (name: string, said: Record<string, string | string[]> = {}) => {
      for (let turn = 0; turn < 40 && at() !== name; turn++) {
        const first = [...Map.groupBy(radios(page.html), (radio) => radio.name)]
        const usual = Object.fromEntries(first.map(([key, [radio]]) => [key, radio?.value ?? '']))
        const own = said[at()]
        await go(own === undefined ? usual : { [`q:${at()}`]: own })
      }
      expect(at()).toBe(name)
    }
    await until('churn.main-reason', { 'churn.reasons': ['pricing', 'ethical-problems'] })
    const offered = () => radios(page.html).map(({ value }) => value)
    expect(offered()).toEqual(['pricing', 'ethical-problems', 'dont_know', 'refused'])
    // Made up by hand: the page comes again and says so.
    await go({ 'q:churn.main-reason': 'competition' })
    expect([at(), page.html.includes('role="alert"')]).toEqual(['churn.main-reason', true])
    await go({ 'q:churn.main-reason': 'pricing' })
    expect(at()).toBe('churn.in-own-words')

    // The reason it was is taken back: the main reason is asked again among those left.
    await go({ to: 'back' })
    await go({ to: 'back' })
    expect(at()).toBe('churn.reasons')
    await go({ 'q:churn.reasons': ['ethical-problems'] })
    expect([at(), offered(), page.html.includes('checked')]).toEqual([
      'churn.main-reason',
      ['ethical-problems', 'dont_know', 'refused'],
      false,
    ])
    await go({})
    expect(at()).toBe('churn.main-reason')
    await go({ 'q:churn.main-reason': 'ethical-problems' })

    await until('behaviour.place', { 'behaviour.brands-used': '3' })
    expect(page.html).toContain('A number from 1 to 3.')
    await go({ 'q:behaviour.place': '4' })
    expect([at(), page.html.includes('Please give a number from 1 to 3.')]).toEqual(['behaviour.place', true])
    await go({ 'q:behaviour.place': '2' })
    expect(at()).not.toBe('behaviour.place')
    await until('')
    expect(page.path).toContain('/receipt?s=')
    const sent = (await responses('response')).find(({ waveId }) => waveId === fieldwork.wave.id)
    expect(sent?.answers).toMatchObject({
      'churn.reasons': ['ethical-problems'],
      'churn.main-reason': 'ethical-problems',
      'behaviour.place': 2,
    })
  })

  it('a wave that is closed, a link that leads nowhere, a form from elsewhere', async () => {
    const fieldwork = await openFieldwork(mine.ask, acsi)
    const browser = plainBrowser(test.app)
    const first = await browser.visit(fieldwork.path)
    await mine.ask('POST', `/api/waves/${fieldwork.wave.id}/close`)
    const late = await browser.send(first.html, { to: 'next', 'q:exp1': '7' })
    expect([late.status, late.html.includes('has ended')]).toEqual([410, true])
    const nowhere = await browser.visit('/r/abcdefghijkl23')
    expect([nowhere.status, heading(nowhere.html)]).toEqual([
      404,
      'There is no survey at this address. Please check the link you were given.',
    ])
    const foreign = await test.app.request(`${fieldwork.path}/answer`, {
      method: 'POST',
      headers: {
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'text/html',
      },
      body: 'to=next',
    })
    expect(foreign.status).toBe(403)
  })

  it('a form that is longer than can be taken is refused in plain words, with a way back', async () => {
    const fieldwork = await openFieldwork(mine.ask, acsi)
    const browser = plainBrowser(test.app)
    const first = await browser.visit(fieldwork.path)
    const long = await browser.send(first.html, { to: 'next', 'q:exp1': '7'.repeat(70_000) })
    expect([long.status, heading(long.html)]).toEqual([
      413,
      'This is more than can be taken at once. Please go back and shorten what you wrote.',
    ])
    expect(long.html).toContain(`href="${fieldwork.path}"`)
    const kept = (await responses('partial')).filter(({ waveId }) => waveId === fieldwork.wave.id)
    expect(kept).toEqual([])
  })
})
