import type { Frame, Page } from 'playwright-core'

type Answers = Readonly<Record<string, unknown>>
/** Where a form is shown: a window of its own, or a frame. */
type Shown = Page | Frame

const NON_ANSWERS: readonly unknown[] = ['dont_know', 'not_applicable', 'refused']

/** The raw keys of the questions on the card shown. */
export async function keysOnCard(page: Shown): Promise<string[]> {
  const names = await page
    .locator('.card [name^="q:"]')
    .evaluateAll((fields) => fields.map((field) => field.getAttribute('name') ?? ''))
  return [...new Set(names.map((name) => name.slice(2).split('/')[0] ?? ''))]
}

/** The id of the answers that the page began with. */
export async function idOnPage(page: Shown): Promise<string> {
  const said = JSON.parse((await page.locator('#answering').textContent()) ?? '{}') as { sealed?: string }
  return said.sealed?.split('.')[0] ?? ''
}

/** Keeps the script waiting for its form, so that the plain page can be looked at; what is returned lets it through. */
export async function holdForm(page: Page): Promise<() => void> {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/form?*', async (route) => {
    await held
    await route.continue()
  })
  return release
}

/** Taps and types as somebody with a phone does; the same card with a script and without. Returns what was given. */
export async function answerCard(page: Shown, answers: Answers): Promise<Answers> {
  const given: Record<string, unknown> = {}
  for (const key of await keysOnCard(page)) {
    const answer = answers[key]
    if (answer === undefined) continue
    given[key] = answer
    await answerQuestion(page, key, answer)
  }
  return given
}

async function answerQuestion(page: Shown, key: string, answer: unknown): Promise<void> {
  const tap = (name: string, value: unknown) =>
    page.locator(`.card label:has(input[name="${name}"][value="${String(value)}"])`).click()
  const typed = page.locator(`.card :is(input[type=text], textarea)[name="q:${key}"]`)
  if (Array.isArray(answer)) {
    for (const one of answer) await tap(`q:${key}`, one)
  } else if (typeof answer === 'object' && answer !== null) {
    for (const [part, points] of Object.entries(answer)) {
      await page.locator(`.card input[name="q:${key}/${part}"]`).fill(String(points))
    }
  } else if ((await typed.count()) > 0 && !NON_ANSWERS.includes(answer)) {
    await typed.fill(String(answer))
  } else {
    const instead = page.locator(`.card input[name="s:${key}"][value="${String(answer)}"]`)
    await tap((await instead.count()) > 0 ? `s:${key}` : `q:${key}`, answer)
  }
}

/** The card is SurveyJS's now: the plain form's own fields are gone. */
export async function takenOver(page: Shown): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('form.page') !== null && document.querySelector('input[name=page]') === null,
  )
}

/**
 * Presses Next, and waits for the next card, the receipt, or a sentence with a way on. A card that is skipped is looked at
 * first: a press that comes at once counts as the second half of a double press.
 */
export async function goOn(page: Shown): Promise<void> {
  const before = await keysOnCard(page)
  if (!(await isAnswered(page))) await page.waitForTimeout(450)
  await page.locator('.steer .button').last().click()
  await page.waitForFunction((keys) => {
    const ended = document.querySelector('.receipt, .notice :is(button, a), .problem') !== null
    const asked = [...document.querySelectorAll('.card [name^="q:"]')].map(
      (field) => field.getAttribute('name') ?? '',
    )
    return (
      ended || (asked.length > 0 && !asked.some((name) => keys.includes(name.slice(2).split('/')[0] ?? '')))
    )
  }, before)
}

const isAnswered = (page: Shown): Promise<boolean> =>
  page
    .locator('.card :is(input, textarea)')
    .evaluateAll((fields) =>
      (fields as HTMLInputElement[]).some(({ type, checked, value }) =>
        type === 'radio' || type === 'checkbox' ? checked : value !== '',
      ),
    )

/** Walks from the card shown to the receipt. Returns everything that was given. */
export async function answerAll(page: Shown, answers: Answers, most = 120): Promise<Answers> {
  const given: Record<string, unknown> = {}
  for (let cards = 0; cards < most; cards++) {
    if (await page.locator('.receipt').isVisible()) return given
    Object.assign(given, await answerCard(page, answers))
    await goOn(page)
  }
  throw new Error(`answerAll: no receipt after ${most} cards, at ${page.url()}`)
}
