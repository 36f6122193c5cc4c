import type { ContactImport, ContactImportPreview } from '../../api/contract/contact-import.ts'
import { type createTestApp, done, ORIGIN } from '../test-app.ts'

type TestApp = Awaited<ReturnType<typeof createTestApp>>
type Organisation = Awaited<ReturnType<TestApp['organisation']>>

/** What a person does with the contact register of one organisation. */
export function registerOf({ app }: Pick<TestApp, 'app'>, { ask, cookie }: Organisation) {
  const upload = async (file: string | Uint8Array, fileName = 'contacts.csv') => {
    const answer = await app.request(`/api/contacts/imports?fileName=${encodeURIComponent(fileName)}`, {
      method: 'POST',
      headers: { origin: ORIGIN, cookie, 'content-type': 'application/octet-stream' },
      body: typeof file === 'string' ? Buffer.from(file) : Buffer.from(file),
    })
    return {
      status: answer.status,
      body: (await answer.json()) as ContactImportPreview & { error: { code: string; message: string } },
    }
  }
  const ended = async (importId: string): Promise<ContactImport> => {
    for (;;) {
      const found = await done<ContactImport>(ask('GET', `/api/contacts/imports/${importId}`))
      if (!['queued', 'running'].includes(found.state)) return found
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  return {
    upload,
    ended,
    /** Uploads a file, starts its import and waits for its end. */
    async load(file: string | Uint8Array, plan: Record<string, unknown> = {}): Promise<ContactImport> {
      const preview = await upload(file)
      if (preview.status !== 201) throw new Error(JSON.stringify(preview.body))
      await done(ask('POST', `/api/contacts/imports/${preview.body.id}/start`, plan))
      return ended(preview.body.id)
    },
  }
}
