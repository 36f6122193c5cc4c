import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { isDatabaseAway } from '../../../api/errors.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { createThreadRecorder } from '../../../api/services/record-on-thread.ts'
import { makeFieldwork } from '../../fieldwork.ts'
import { submission } from '../../submission.ts'
import { createTestDatabase } from '../../test-database.ts'

const text = (...given: Parameters<typeof submission>) => JSON.stringify(submission(...given))

describe('recording on a thread', () => {
  const warnings: string[] = []
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let recorder: ReturnType<typeof createThreadRecorder>
  let key: string
  beforeAll(async () => {
    database = await createTestDatabase(inject('postgresUrl'))
    const { path } = await makeFieldwork(database.url, 'http://localhost', { attributes: [] })
    key = path.slice('/r/'.length)
    recorder = createThreadRecorder(database.url, (sentence) => warnings.push(sentence))
  })
  afterAll(async () => {
    await recorder.stop()
    await database.drop()
    expect(warnings).toEqual([])
  })

  it('gives everybody their own receipt, and the same again for the same answers', async () => {
    const ids = Array.from({ length: 100 }, () => uuidv7())
    const receipts = await Promise.all(ids.map((id) => recorder.record(key, text({}, id))))
    expect(receipts.map(({ id }) => id)).toEqual(ids)
    expect(await recorder.record(key, text({}, ids[7]))).toEqual(receipts[7])
  })

  it('refuses as it would without a thread: status, code, sentence and every problem', async () => {
    const id = uuidv7()
    await recorder.record(key, text({}, id))
    const refusals = await Promise.all(
      [
        recorder.record(key, text({ imag1: 9 }, id)),
        recorder.record(key, text({ imag1: 99, imag2: 'x' })),
        recorder.record(key, '{"id": 1}'),
        recorder.record(key, '{"a":1,"a":2}'),
        recorder.record('nobodyknowsthis', text()),
      ].map((refused) => refused.catch((error: unknown) => error)),
    )
    expect(refusals).toMatchObject([
      { status: 409, code: 'id-taken' },
      { status: 422, code: 'not-codable', problems: [{ item: 'imag1' }, { item: 'imag2' }] },
      { status: 422, code: 'invalid', message: expect.stringContaining('language') },
      { status: 400, code: 'malformed-json', message: expect.stringContaining('twice') },
      { status: 404, code: 'not-found' },
    ])
  })

  it('a database that is away is told as that', async () => {
    const lost = createThreadRecorder('postgres://nobody@127.0.0.1:1/none', () => undefined)
    const error = await lost.record(key, text()).catch((error: unknown) => error)
    expect(isDatabaseAway(error)).toBe(true)
    await lost.stop()
  })

  it('ends after the answers under way, and with none begun ends at once', async () => {
    const short = createThreadRecorder(database.url, () => undefined)
    const underWay = short.record(key, text())
    await short.stop()
    expect(await underWay).toMatchObject({ receivedAt: expect.any(String) })
    await createThreadRecorder(database.url, () => undefined).stop()
  })

  it('a thread that ends unasked refuses what it held, and the next answer starts another', async () => {
    const script = new URL('./ending-thread.ts', import.meta.url)
    const heard: string[] = []
    const broken = createThreadRecorder(database.url, (sentence) => heard.push(sentence), script)
    for (const round of [1, 2]) {
      const refused = await Promise.allSettled([broken.record(key, text()), broken.record(key, text())])
      expect(refused).toMatchObject([
        { reason: { status: 503, code: 'not-stored' } },
        { reason: { status: 503, code: 'not-stored' } },
      ])
      expect(heard).toHaveLength(round)
    }
    expect(heard[0]).toContain('out of luck')
  })
})
