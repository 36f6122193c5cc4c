import type { CallCounts, CallsMade, NewAttempt, NextCall } from '../../api/contract/call.ts'
import type {
  ChoiceCount,
  InvitationLine,
  InvitationPage,
  LinksMade,
  Mailing,
  MailingMade,
  Mailings,
  MailPreview,
  MailText,
  MailTexts,
  TestMail,
} from '../../api/contract/mailing.ts'
import { request } from '../api-client.ts'
import type { Language } from '../i18n/languages.ts'

/** Contacts as a person chooses them: a batch, one attribute's value, or everybody. */
export interface Choice {
  readonly batch: string | null
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

export interface MailingDraft {
  readonly contacts: Choice
  readonly brandId: string | null
  readonly texts: MailTexts
  readonly reminderTexts: MailTexts
  readonly reminders: number
  readonly reminderDays: number
  readonly perMinute: number
  readonly sendAt: string | null
}

const wave = (waveId: string) => `/api/waves/${encodeURIComponent(waveId)}`

/** Every call that the pages about inviting and calling make. */
export const invitationsApi = {
  mailings: (waveId: string) => request<Mailings>('GET', `${wave(waveId)}/mailings`),
  count: (waveId: string, choice: Choice, way: 'mailings' | 'calls' | 'links', sendAt: string | null) =>
    request<ChoiceCount>('POST', `${wave(waveId)}/${way}/count`, {
      ...choice,
      ...(sendAt === null ? {} : { sendAt }),
    }),
  preview: (waveId: string, language: Language, brandId: string | null, text: MailText) =>
    request<MailPreview>('POST', `${wave(waveId)}/mailings/preview`, { language, brandId, text }),
  test: (waveId: string, language: Language, brandId: string | null, text: MailText) =>
    request<TestMail>('POST', `${wave(waveId)}/mailings/test`, { language, brandId, text }),
  send: (waveId: string, draft: MailingDraft) =>
    request<MailingMade>('POST', `${wave(waveId)}/mailings`, draft),
  makeLinks: (waveId: string, contacts: Choice, brandId: string | null) =>
    request<LinksMade>('POST', `${wave(waveId)}/links`, { contacts, brandId }),
  linksAddress: (waveId: string, state: InvitationLine['state'] | undefined) =>
    `${wave(waveId)}/links.csv${state === undefined ? '' : `?state=${state}`}`,
  cancel: (mailingId: string) => request<Mailing>('POST', `/api/mailings/${mailingId}/cancel`),
  resend: (mailingId: string) => request<Mailing>('POST', `/api/mailings/${mailingId}/resend-uncertain`),
  invitations: (waveId: string, state: InvitationLine['state'] | 'uncertain' | undefined, after?: string) => {
    const query = new URLSearchParams({
      ...(state === undefined ? {} : { state }),
      ...(after === undefined ? {} : { after }),
    }).toString()
    return request<InvitationPage>('GET', `${wave(waveId)}/invitations?${query}`)
  },
  markBounced: (invitationId: string) => request<unknown>('POST', `/api/invitations/${invitationId}/bounced`),
  switchLink: (invitationId: string, to: 'off' | 'on') =>
    request<unknown>('POST', `/api/invitations/${invitationId}/switch-${to}`),
  calls: (waveId: string) => request<CallCounts>('GET', `${wave(waveId)}/calls`),
  listForCalling: (waveId: string, contacts: Choice, brandId: string | null) =>
    request<CallsMade>('POST', `${wave(waveId)}/calls`, { contacts, brandId }),
  nextCall: (waveId: string) => request<NextCall>('POST', `${wave(waveId)}/calls/next`),
  recordAttempt: (callId: string, attempt: NewAttempt) =>
    request<unknown>('POST', `/api/calls/${callId}/attempts`, attempt),
  releaseCall: (callId: string) => request<unknown>('POST', `/api/calls/${callId}/release`),
}
