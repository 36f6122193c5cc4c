import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../../api/ids.ts'
import { smallPng } from '../../small-png.ts'
import { createTestApp, newProgram, ORIGIN, openFieldwork } from '../../test-app.ts'

const JPEG = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.alloc(40),
  Buffer.from([0xff, 0xd9]),
])
const webp = () => {
  const bytes = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 '), Buffer.alloc(20)])
  bytes.writeUInt32LE(bytes.length - 8, 4)
  return bytes
}

describe('pictures', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: Awaited<ReturnType<typeof test.organisation>>
  let theirs: Awaited<ReturnType<typeof test.organisation>>
  beforeAll(async () => {
    test = await createTestApp()
    mine = await test.organisation('Mine')
    theirs = await test.organisation('Theirs')
  })
  afterAll(() => test.stop())

  const upload = async (bytes: Buffer, headers: Record<string, string> = {}) => {
    const answer = await test.app.request('/api/pictures', {
      method: 'POST',
      headers: { origin: ORIGIN, cookie: mine.cookie, 'content-type': 'image/png', ...headers },
      body: new Uint8Array(bytes),
    })
    return { status: answer.status, body: (await answer.json()) as { id: string; error: { code: string } } }
  }

  it.each([
    ['PNG', smallPng(), 'image/png'],
    ['JPEG', JPEG, 'image/jpeg'],
    ['WebP', webp(), 'image/webp'],
  ])('a %s is served to respondents under its own type, whatever it was called', async (_, bytes, type) => {
    const { status, body } = await upload(bytes, { 'content-type': 'text/html' })
    expect(status).toBe(201)
    const { path } = await openFieldwork(mine.ask)
    const seen = await test.app.request(`${path}/pictures/${body.id}`)
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, type])
    expect(seen.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await seen.arrayBuffer()).equals(bytes)).toBe(true)
    const foreign = await openFieldwork(theirs.ask)
    expect((await test.app.request(`${foreign.path}/pictures/${body.id}`)).status).toBe(404)
  })

  it('that is not there, or is somebody else’s, is refused at publishing, by module and entry', async () => {
    const { id } = (await upload(smallPng())).body
    const features = (picture: string) => [
      { key: 'plain', text: { en: 'Plain' } },
      { key: 'one-click', text: { en: 'One click' }, picture },
    ]
    const kano = (picture: string) => ({
      instrument: { name: 'kano', version: 1 },
      parameters: { features: features(picture) },
      asked: 'always' as const,
      weight: 1,
    })
    const design = (picture: string) =>
      newProgram({ languages: ['en'], modules: [...newProgram().modules, kano(picture)] })
    const publish = async (ask: typeof mine.ask, picture: string) => {
      const { body } = await ask<{ id: string }>('POST', '/api/programs', design(picture))
      const published = await ask('POST', `/api/programs/${body.id}/publish`)
      const state = await ask<{ status: string; form: unknown }>('GET', `/api/programs/${body.id}`)
      return { ...published, state: state.body }
    }
    for (const [ask, picture] of [
      [mine.ask, uuidv7()],
      [theirs.ask, id],
    ] as const) {
      const { status, body, state } = await publish(ask, picture)
      expect([status, body.error.message]).toEqual([
        422,
        'kano, features: entry 2 ("one-click") has a picture that is not among yours; upload it again, or take it out',
      ])
      expect(state).toMatchObject({ status: 'draft', form: null })
    }
    expect((await publish(mine.ask, id)).status).toBe(200)
  })

  it.each([
    ['HTML', Buffer.from('<html><script>alert(1)</script>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a PNG with a page behind it', Buffer.concat([smallPng(), Buffer.from('<script>alert(1)</script>')])],
    ['half a PNG', smallPng().subarray(0, 30)],
    ['only the magic bytes', smallPng().subarray(0, 8)],
    ['a JPEG that does not end', JPEG.subarray(0, 20)],
    ['a WebP that says another length', Buffer.concat([webp(), Buffer.from('x')])],
    ['nothing', Buffer.alloc(0)],
  ])('case 29: %s is no picture', async (_, bytes) => {
    const { status, body } = await upload(bytes)
    expect([status, body.error.code]).toEqual([415, 'not-a-picture'])
  })

  it.each([510_000, 700_000])('case 29: %i bytes are too many', async (bytes) => {
    const { status, body } = await upload(Buffer.alloc(bytes, 1))
    expect([status, body.error.code]).toEqual([413, 'too-large'])
  })
})
