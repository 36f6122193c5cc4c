import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SurveyElement, SurveyPage } from '../../api/forms/survey-json.ts'
import { uuidv7 } from '../../api/ids.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { simulateRespondent } from '../forms/simulate-respondent.ts'
import { smallPng } from '../small-png.ts'
import { holdForm, takenOver } from './answer-card.ts'
import { everyQuestion } from './every-question.ts'
import { expectAccessible, newComplaints, noteComplaints, openSite } from './site.ts'
import { storedOf } from './stored-answers.ts'

type Site = Awaited<ReturnType<typeof openSite>>

const PHONE = { width: 390, height: 844 }
const SMALLEST = { width: 320, height: 568 }

/** What kind of card it is: two with the same signature look and work alike. */
function signature({ title, elements }: SurveyPage): string {
  const kind = (element: SurveyElement) =>
    [
      element.type,
      element.rateValues?.filter((value) => typeof value === 'number').length ?? '',
      element.choices?.some(({ help }) => help !== undefined) === true ? 'help' : '',
      element.states === undefined ? '' : 'states',
      element.description === undefined ? '' : 'described',
    ].join(' ')
  return [title === undefined ? 'one' : 'several', ...elements.map(kind)].join(', ')
}

/** Of fifty invented respondents the one who was asked most. */
const talkative = ({ fields }: CodeBook) =>
  Array.from({ length: 50 }, (_, seed) => simulateRespondent(fields, { seed, skips: 0, nonAnswers: 0 }))
    .toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)
    .at(0) ?? {}

/** Everything one can see, to a tenth of a pixel. */
const boxes = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        '#root :is(header, main, p, h1, h2, label, span, button, img, input, textarea)',
      ),
    ]
      .filter(
        (place) =>
          place.closest('.unseen') === null &&
          !(place instanceof HTMLInputElement && place.type === 'hidden'),
      )
      .map((place) => {
        const { x, y, width, height } = place.getBoundingClientRect()
        const round = (value: number) =>
          Math.round((value + (value === x ? scrollX : value === y ? scrollY : 0)) * 10) / 10
        const name = place.classList.contains('step') ? 'step' : place.tagName
        return `${name} ${[x, y, width, height].map(round).join(' ')}`
      }),
  )

describe('every kind of card', () => {
  let site: Site
  let path = ''
  let fieldwork: Awaited<ReturnType<typeof makeFieldwork>>
  let cards: string[] = []
  let columns: SurveyPage | undefined
  let save: (unanswered: string, revision: number) => Promise<unknown>
  let context: BrowserContext

  beforeAll(async () => {
    site = await openSite()
    const picture = { id: uuidv7(), type: 'image/png' as const, bytes: smallPng(60, 40) }
    fieldwork = await makeFieldwork(site.databaseUrl, site.url, everyQuestion(picture.id), [picture])
    path = fieldwork.path
    const { codeBook } = fieldwork

    // One respondent who has answered everything but the last page can look at every card.
    // Past a worker a page's own routes see no document, and one test below mirrors it.
    context = await site.browser.newContext({ viewport: PHONE, locale: 'en', serviceWorkers: 'block' })
    context.on('page', noteComplaints)
    const page = await context.newPage()
    await page.goto(site.url + path)
    const answering = JSON.parse((await page.locator('#answering').textContent()) ?? '{}')
    const answers = talkative(codeBook)
    const reply = await context.request.get(`${site.url}${path}/form?id=${answering.sealed.split('.')[0]}`)
    const { survey } = (await reply.json()) as { survey: { pages: SurveyPage[] } }
    const shown = survey.pages.filter(({ name }) => name !== 'page-brand')
    save = async (unanswered, revision) => {
      const { [unanswered]: _, ...others } = answers
      const saved = await context.request.put(`${site.url}${path}/partial`, {
        data: {
          sealed: answering.sealed,
          language: 'en',
          brandId: answering.brandId,
          form: answering.form,
          answers: { ...others, consent: 'agreed' },
          page: shown.at(-1)?.name ?? '',
          revision,
          startedAt: new Date().toISOString(),
        },
      })
      return saved.json()
    }
    expect(await save('', 9)).toEqual({ kept: true })
    columns = shown.find(({ elements }) => elements.filter(({ type }) => type === 'rating').length > 1)
    const kinds = Map.groupBy(shown, signature)
    cards = [...kinds.values()].flatMap(([first]) => (first === undefined ? [] : [first.name]))
    await page.close()
  })
  afterAll(async () => {
    await context.close()
    await site.close()
  })

  const open = (page: Page, name: string) => page.goto(`${site.url}${path}?page=${encodeURIComponent(name)}`)

  it('is there: ratings, lists, columns, points, figures, texts, pictures, consent', async () => {
    const page = await context.newPage()
    const seen = new Set<string>()
    for (const name of cards) {
      await open(page, name)
      await page.locator('.card').waitFor()
      for (const kind of [
        '.of-10',
        '.of-11',
        '.of-7',
        '.of-9',
        'small',
        '.parts',
        'textarea',
        '.typed > input',
        '.prose',
        '[type=checkbox]',
        'h2',
      ]) {
        if ((await page.locator(`.card ${kind}`).count()) > 0) seen.add(kind)
      }
      const picture = page.locator('img.picture')
      if ((await picture.count()) > 0) {
        await picture.evaluate((image: HTMLImageElement) => image.decode())
        seen.add('picture')
      }
    }
    expect(seen.size, [...seen].join(' ')).toBe(12)
    await page.close()
  })

  it('stays where it is, to a tenth of a pixel, when SurveyJS takes over', async () => {
    const page = await context.newPage()
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { value: number }).value)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    for (const viewport of [PHONE, SMALLEST, { width: 1440, height: 900 }]) {
      await page.setViewportSize(viewport)
      for (const name of cards) {
        const release = await holdForm(page)
        await open(page, name)
        const before = await boxes(page)
        release()
        await takenOver(page)
        expect(await boxes(page), `${name} at ${viewport.width}`).toEqual(before)
        expect(await page.evaluate('shifts'), `${name} at ${viewport.width}`).toEqual([])
        await page.unroute('**/form?*')
      }
    }
    await page.close()
  })

  it.each(['light', 'dark'] as const)(
    'has nothing that axe complains about, in %s, with and without a script',
    async (colorScheme) => {
      for (const javaScriptEnabled of [true, false]) {
        const own = await site.browser.newContext({
          viewport: PHONE,
          colorScheme,
          storageState: await context.storageState(),
          ...(javaScriptEnabled ? {} : { serviceWorkers: 'block' as const }),
        })
        const page = await own.newPage()
        // axe needs a script itself: without ours, the plain page is what it looks at.
        if (!javaScriptEnabled) await page.route('**/assets/*.js', (route) => route.abort())
        for (const name of cards) {
          await open(page, name)
          if (javaScriptEnabled) await takenOver(page)
          await expectAccessible(page)
        }
        await own.close()
      }
    },
  )

  it('fits 320 pixels: nothing sideways, every target 44 pixels or more, end labels in sight', async () => {
    const page = await context.newPage()
    await page.setViewportSize(SMALLEST)
    for (const name of cards) {
      await open(page, name)
      await takenOver(page)
      const found = await page.evaluate(() => ({
        sideways: document.documentElement.scrollWidth - innerWidth,
        small: [
          ...document.querySelectorAll(
            '.card label.choice, .step, .steer button, .typed input[type=text], textarea',
          ),
        ]
          .map((place) => place.getBoundingClientRect())
          .filter(({ width, height }) => Math.min(width, height) < 44)
          .map(({ width, height }) => `${width} x ${height}`),
        ends: [...document.querySelectorAll('.scale-end')].every(
          (place) => place.getBoundingClientRect().height > 0,
        ),
      }))
      expect(found, name).toEqual({ sideways: 0, small: [], ends: true })
    }
    await page.close()
  })

  it('reads from right to left: mirrored, nothing sideways', async () => {
    const page = await context.newPage()
    await page.route(`**${path}?page=*`, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace('dir="ltr"', 'dir="rtl"') })
    })
    for (const viewport of [PHONE, SMALLEST]) {
      await page.setViewportSize(viewport)
      for (const name of cards) {
        await open(page, name)
        await takenOver(page)
        const found = await page.evaluate(() => {
          const leftOf = (selector: string) =>
            [...document.querySelectorAll(selector)].map((place) => place.getBoundingClientRect().left)
          const points = leftOf('.scale-points label')
          const steer = leftOf('.steer button')
          const root = document.documentElement
          return {
            direction: getComputedStyle(root).direction,
            sideways:
              Math.max(0, root.scrollWidth - innerWidth) +
              Math.max(0, -Math.min(0, ...leftOf('#root *:not(.unseen, .unseen *)'))),
            scale: points.length === 0 || (points[0] ?? 0) > (points[1] ?? 0),
            steer: steer.length < 2 || (steer[0] ?? 0) > (steer[1] ?? 0),
          }
        })
        expect(found, name).toEqual({ direction: 'rtl', sideways: 0, scale: true, steer: true })
      }
    }
    await page.close()
    expect(newComplaints()).toEqual([])
  })

  it.each([true, false])(
    'lets go whoever does not agree, and keeps nothing of them (script: %s)',
    async (javaScriptEnabled) => {
      const own = await site.browser.newContext({ viewport: PHONE, locale: 'en', javaScriptEnabled })
      const page = await own.newPage()
      await page.goto(site.url + path)
      if (javaScriptEnabled) await takenOver(page)
      await page.locator('.card label', { hasText: 'I agree' }).click()
      await page.locator('.steer .button').last().click()
      const partialsKept = async () => {
        const { partials } = await storedOf(site.databaseUrl, fieldwork.organisationId, fieldwork.waveId)
        return partials.length
      }
      // Besides the one who has answered everything.
      await expect.poll(partialsKept).toBe(2)
      await page.goto(`${site.url}${path}?page=page-consent`)
      if (javaScriptEnabled) await takenOver(page)
      await page.getByRole('button', { name: 'I do not agree' }).click()
      await page.getByText('Nothing of yours is kept').waitFor()
      expect(await partialsKept()).toBe(1)
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole('link', { name: 'To the survey' }).click()
      await page.getByRole('heading', { name: 'Before you begin' }).waitFor()
      if (javaScriptEnabled) await takenOver(page)
      expect(await page.locator('.card input:checked').count()).toBe(0)
      expect(await partialsKept()).toBe(1)
      await own.close()
    },
  )

  it('puts the keyboard on the answer that is missing, and goes on saying so when SurveyJS takes over', async () => {
    const [, second] = columns?.elements ?? []
    expect(await save(second?.name ?? '', 10)).toEqual({ kept: true })
    for (const isTakenOver of [false, true]) {
      const page = await context.newPage()
      const release = await holdForm(page)
      await open(page, columns?.name ?? '')
      if (isTakenOver) {
        release()
        await takenOver(page)
      }
      await page.locator('.steer .button').last().click()
      await page.locator('.problem').waitFor()
      const expectSaid = async () => {
        expect(await page.locator(':focus').getAttribute('name')).toBe(`q:${second?.name}`)
        expect(await page.locator('.problem').count()).toBe(1)
      }
      await expectSaid()
      if (!isTakenOver) {
        const before = await boxes(page)
        release()
        await takenOver(page)
        await expectSaid()
        expect(await boxes(page)).toEqual(before)
      }
      await page.close()
    }
  })
})
