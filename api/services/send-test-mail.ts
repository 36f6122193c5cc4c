import type { z } from 'zod'
import type { MailPreviewRequest, TestMail } from '../contract/mailing.ts'
import type { Db } from '../db/database.ts'
import { updateAllowance } from '../db/mail-allowance.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { asTest } from '../forms/render-mail.ts'
import { uuidv7 } from '../ids.ts'
import type { SendOne } from '../jobs/send-one.ts'
import { previewMail } from './preview-mail.ts'
import { NO_MAIL } from './send-invitations.ts'

export interface Tester {
  readonly db: Db
  readonly publicUrl: string
  /** The mail server; undefined where mail is not set up. */
  readonly mail: { readonly perMinute?: number | undefined; readonly sendOne: SendOne } | undefined
}

/** Whose account it is: a test goes there and nowhere else. */
interface Self {
  readonly organisationId: string
  readonly name: string
  readonly email: string
}

/**
 * A text as it will arrive, sent to whoever asks: marked as a test, with links that lead to the form's preview, where
 * nothing is stored. Nobody is invited by it; mailings wait for it as for each other. Throws what the mail server says, as a sentence.
 */
export async function sendTestMail(
  { db, publicUrl, mail }: Tester,
  { organisationId, name, email }: Self,
  waveId: string,
  request: z.infer<typeof MailPreviewRequest>,
): Promise<TestMail> {
  const rendered = await previewMail(db, organisationId, waveId, request, {
    name,
    linksOf: (programId) => {
      const preview = `${publicUrl}/programs/${programId}/design`
      return { link: preview, unsubscribe: preview }
    },
  })
  if (mail === undefined) throw new ApiError(409, 'no-mail', NO_MAIL)
  const letter = {
    ...asTest(rendered, request.language),
    ...{ id: uuidv7(), to: { name, address: email }, language: request.language, unsubscribe: null },
  }
  const { perMinute } = mail
  if (perMinute !== undefined) {
    await withOrganisation(db, organisationId, (db) => updateAllowance(db, perMinute, 1))
  }
  const refusal = await mail.sendOne(letter)
  if (refusal !== undefined) throw asSentence(refusal)
  return { to: email }
}

type Refusal = NonNullable<Awaited<ReturnType<SendOne>>>

function asSentence({ kind, unknown, message }: Refusal): ApiError {
  if (unknown) {
    return new ApiError(
      503,
      'mail-uncertain',
      `the connection broke while the mail server was taking the test, which may have arrived all the same: ${message}`,
    )
  }
  if (kind === 'no-server') {
    return new ApiError(503, 'no-mail-server', `the mail server takes no mail just now; it said: ${message}`)
  }
  if (kind === 'later') {
    return new ApiError(
      503,
      'mail-later',
      `the mail server did not take the test for now; it said: ${message}`,
    )
  }
  const refused = kind === 'bounced' ? 'refused your own address' : 'refused the message'
  return new ApiError(422, 'mail-refused', `the mail server ${refused}; it said: ${message}`)
}
