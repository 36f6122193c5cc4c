import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Databases, openDatabases } from '../../api/db/database.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import { uuidv7 } from '../../api/ids.ts'
import { createCollector } from '../../api/services/create-collector.ts'
import { saveBrokenOff } from '../api/save-partial.ts'
import { makeFieldwork } from '../fieldwork.ts'
import { submission } from '../submission.ts'
import { DESKTOP, expectAccessible, newComplaints, openSite, PHONE } from './site.ts'

/** Answers of one person, spread without a pattern, the same every time. */
function answersOf(person: number): Record<string, unknown> {
  let seed = 7919 * (person + 1)
  const draw = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  const level = 3 + 5 * draw()
  const items = Object.keys(submission().answers)
  return Object.fromEntries(
    items.map((item) => [item, Math.max(1, Math.min(10, Math.round(level + 5 * draw() - 2)))]),
  )
}

describe('fieldwork on the screen', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let databases: Databases
  let made: Awaited<ReturnType<typeof makeFieldwork>>
  let page: Page
  let base = ''

  const send = async (answers: Record<string, unknown>) => {
    const answer = await fetch(site.url + made.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(submission(answers)),
    })
    expect(answer.status).toBe(201)
  }
  const signIn = async (page: Page) => {
    await page.goto(`${site.url}/sign-in`)
    await page.getByLabel(/E-mail|电子邮|邮箱/).fill(made.account.email)
    await page.locator('input[type=password]').fill(made.account.password)
    await page.locator('button[type=submit]').click()
    await page.waitForURL(/programs/)
  }

  beforeAll(async () => {
    site = await openSite()
    made = await makeFieldwork(site.databaseUrl, site.url)
    databases = openDatabases(site.databaseUrl, () => undefined)
    base = `${site.url}/programs/${made.programId}/waves/${made.waveId}`
    for (let i = 0; i < 40; i++) await send({ ...answersOf(i), ...(i % 3 === 0 ? { region: 'local' } : {}) })
    await send(Object.fromEntries(Object.keys(submission().answers).map((item) => [item, 1])))
    await withOrganisation(databases.app, made.organisationId, async (db) => {
      const { id: collectorId, brandId } = await db
        .selectFrom('collector')
        .select(['id', 'brandId'])
        .where('waveId', '=', made.waveId)
        .executeTakeFirstOrThrow()
      const wave = await db
        .selectFrom('wave')
        .selectAll()
        .where('id', '=', made.waveId)
        .executeTakeFirstOrThrow()
      const way = { program: { id: made.programId }, wave, collector: { id: collectorId }, brandId } as never
      for (const [i, stopped] of [
        'page-imag2',
        'page-perq1',
        'page-perq1',
        'page-perq1',
        'page-cusl1',
      ].entries()) {
        await saveBrokenOff(databases, made.organisationId, way, {
          id: uuidv7(),
          answers: answersOf(100 + i),
          page: stopped,
          hoursAgo: i === 0 ? 0 : 30,
        })
      }
      await sql`insert into collector_count (organisation_id, wave_id, collector_id, day, slot, opened)
        values (${made.organisationId}, ${made.waveId}, ${collectorId}, current_date, 40, 74)`.execute(db)
      // Nine whose quota was full: no part of those who began.
      await sql`insert into partial (organisation_id, id, program_id, wave_id, form_id, collector_id, brand_id, language,
          answers, page, state, secret_hash, started_at)
        select ${made.organisationId}, gen_random_uuid(), ${made.programId}, ${made.waveId}, ${wave.formId}, ${collectorId},
          ${brandId}, 'en', '{}', '', 'screened-out', 'secret', now() from generate_series(1, 9)`.execute(db)
      // Odd in itself: what shows only among others is looked for anew by the server after its first minute.
      await sql`update observation set flags = array_append(flags, 'trap')
        where 'straight-line' = any (flags)`.execute(db)
      // Ten people invited by mail.
      const invited = await createCollector(databases.app, made.organisationId, made.waveId, null)
      await sql`update collector set kind = 'invitation' where id = ${invited.id}`.execute(databases.system)
      await sql`insert into invitation (organisation_id, id, program_id, wave_id, collector_id, contact_id, response_id,
          token_hash, state, sent_at)
        select ${made.organisationId}, gen_random_uuid(), ${made.programId}, ${made.waveId}, ${invited.id},
          gen_random_uuid(), gen_random_uuid(), gen_random_uuid()::text, state, now()
        from unnest(array['sent', 'sent', 'sent', 'sent', 'opened', 'opened', 'completed', 'completed', 'completed',
          'bounced']) as state`.execute(db)
    })
    page = await site.visitor(DESKTOP, 'en')
    await signIn(page)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site.photograph(task.name.replaceAll(/\W+/g, '-').slice(0, 60))
  })
  afterAll(async () => {
    await databases.close()
    await site.close()
  })

  it('sets quotas in a table and shows how full they are', async () => {
    await page.goto(base)
    await page.getByRole('button', { name: 'Set quotas' }).click()
    await page.getByLabel('Split by').selectOption('region')
    await page.getByLabel('Most answers: Ours', { exact: true }).fill('100')
    await page
      .getByLabel(/^Most answers: Ours · /)
      .first()
      .fill('20')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save quotas' }).click()
    await page.getByText('41 of 100').waitFor()
    await page.getByText('14 of 20').waitFor()
    await expectAccessible(page)
  })

  it('shows the fieldwork live, without reloading', async () => {
    await page.getByRole('link', { name: 'Monitor', exact: true }).click()
    await page.getByText('Of 46 who began, 41 finished: 89%.').waitFor()
    const funnel = page.locator('section', { hasText: 'How far do people get?' })
    for (const stage of ['Opened74', 'Turned away9', 'Started46 (71%)', 'Completed41 (89%)']) {
      expect((await funnel.textContent())?.replaceAll('\u00a0', ' ')).toContain(stage)
    }
    await page.getByText(/Most often at question \d+, .*: 3 of those who began\./).waitFor()
    await page.getByText(/Ours: ± 6\.3 points now, ± 4\.0 at 100 answers\./).waitFor()
    await page.getByText('1 person is answering right now.').waitFor()
    await page.getByText('30.0% of those invited answered in full (AAPOR RR1), 50.0% were reached.').waitFor()
    await expectAccessible(page)
    await send(answersOf(77))
    await page.getByText('Of 47 who began, 42 finished: 89%.').waitFor()
  })

  it('leaves an odd answer out with a reason, says what it does, and takes it back', async () => {
    await page.getByRole('link', { name: 'Review answers' }).click()
    await page.getByText('same answer throughout').waitFor()
    await expectAccessible(page)
    await page.getByRole('checkbox', { name: /^Choose the answer of/ }).check()
    await page.getByRole('button', { name: 'Leave out 1 answer…' }).click()
    await page.getByText(/Ours: [\d.]+ \(± [\d.]+, n = 42\) → [\d.]+ \(± [\d.]+, n = 41\)/).waitFor()
    await page.getByLabel('Note for colleagues').fill('All ones.')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Leave out', exact: true }).click()
    await page.getByText('Left out. Results no longer count them.').waitFor()
    await page.getByText('Left out (1)').click()
    await page.getByText('left out: Careless answers, Bench').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Left out (0)').waitFor()
    expect(newComplaints()).toEqual([])
  })

  it('leaves out any answer by its receipt, and deletes the answers of whoever asks with one', async () => {
    const mine = submission(answersOf(78))
    const answer = await fetch(site.url + made.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(mine),
    })
    expect(answer.status).toBe(201)
    const field = page.getByLabel(/^Receipt, such as/)
    const mineReceipt = mine.id
      .slice(-12)
      .replaceAll(/(.{4})(?=.)/g, '$1-')
      .toUpperCase()
    await field.fill(mineReceipt)
    await page.getByRole('button', { name: 'Leave out or let in…' }).click()
    await page.getByLabel('Why').selectOption('test')
    await page.getByRole('button', { name: 'Leave out', exact: true }).click()
    await page.getByText('Left out (1)').click()
    await page.getByText('left out: Test answer, Bench').waitFor()
    const ask = async (receipt: string) => {
      await field.fill(receipt)
      await page.getByRole('button', { name: 'Delete these answers…' }).click()
      await page.getByRole('heading', { name: `Delete the answers under ${receipt}?` }).waitFor()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Delete for good' }).click()
    }
    await ask('8D5E-0F3A-21BC')
    await page.getByText('This wave has no answers under that receipt.').waitFor()
    // The browser notes every answer that is no.
    expect(newComplaints()).toEqual([expect.stringContaining('404')])
    await ask(
      mine.id
        .slice(-12)
        .replaceAll(/(.{4})(?=.)/g, '$1-')
        .toUpperCase(),
    )
    await page.getByText('Deleted. Results no longer hold these answers.').waitFor()
    await withOrganisation(databases.app, made.organisationId, async (db) => {
      const left = await db.selectFrom('response').select('id').where('id', '=', mine.id).execute()
      expect(left).toEqual([])
    })
    expect(newComplaints()).toEqual([])
  })

  it('fits a phone, in Chinese', async () => {
    const phone = await site.visitor(PHONE, 'zh-CN')
    await signIn(phone)
    for (const [path, heading] of [
      ['', '配额'],
      ['/fieldwork', '执行监测'],
      ['/review', '审核答卷'],
    ] as const) {
      await phone.goto(base + path)
      await phone.getByRole('heading', { name: heading }).first().waitFor()
      await phone.waitForTimeout(600)
      await expectAccessible(phone)
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(wide).toBeLessThanOrEqual(0)
    }
    expect(newComplaints()).toEqual([])
  })
})
