import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import {
  type InvitationPage,
  InvitationQuery,
  MailingChoice,
  type Mailings,
  MailPreviewRequest,
  NewMailing,
} from '../contract/mailing.ts'
import { countInvitations, listInvitations } from '../db/invitation-list.ts'
import { findInvitationOf } from '../db/invitations.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { cancelMailing, resendUncertain } from '../services/change-mailing.ts'
import { mailFailure } from '../services/mail-failure.ts'
import { noteBounce } from '../services/note-bounce.ts'
import { previewMail } from '../services/preview-mail.ts'
import { readMailings } from '../services/read-mailings.ts'
import { countChoice, sendInvitations } from '../services/send-invitations.ts'
import { sendTestMail } from '../services/send-test-mail.ts'
import { switchLink } from '../services/switch-link.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'
import { createHourlyLimit } from './hourly-limit.ts'

const OfWave = z.object({ waveId: Id })
const PAGE = 100
const TESTS_AN_HOUR = 10

/** Under /api/waves: sending invitations, and how they stand. */
export const waveMailingRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  const mayTest = createHourlyLimit(TESTS_AN_HOUR)
  return new Hono<Env>()
    .get('/:waveId/mailings', allow(deps, 'viewer'), validate('param', OfWave), async (c) => {
      const { waveId } = c.req.valid('param')
      const answer = await withOrganisation(
        db,
        c.get('caller').organisationId,
        async (db): Promise<Mailings> => {
          if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
          return {
            from: deps.mail?.from ?? null,
            perMinute: deps.mail?.perMinute ?? null,
            mailings: await readMailings(db, waveId, deps.mail?.perMinute),
            invitations: await countInvitations(db, waveId),
          }
        },
      )
      return c.json(answer)
    })
    .post(
      '/:waveId/mailings/count',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('json', MailingChoice),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { waveId } = c.req.valid('param')
        const { sendAt, ...choice } = c.req.valid('json')
        const when = { at: sendAt === null ? undefined : new Date(sendAt) }
        return c.json(await countChoice(db, organisationId, waveId, choice, 'mail', when))
      },
    )
    .post(
      '/:waveId/mailings/preview',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('json', MailPreviewRequest),
      async (c) => {
        const { organisationId } = c.get('caller')
        const { waveId } = c.req.valid('param')
        const linksOf = () => ({
          link: `${deps.publicUrl}/r/…`,
          unsubscribe: `${deps.publicUrl}/u/…`,
        })
        return c.json(await previewMail(db, organisationId, waveId, c.req.valid('json'), { linksOf }))
      },
    )
    .post(
      '/:waveId/mailings/test',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('json', MailPreviewRequest),
      async (c) => {
        const caller = c.get('caller')
        const wait = mayTest(caller.userId)
        if (wait > 0) {
          c.header('retry-after', String(wait))
          throw new ApiError(
            429,
            'too-often',
            `a person may send themselves ${TESTS_AN_HOUR} tests an hour; wait ${Math.ceil(wait / 60)} minutes`,
          )
        }
        const tester = { db, publicUrl: deps.publicUrl, mail: deps.mail }
        return c.json(await sendTestMail(tester, caller, c.req.valid('param').waveId, c.req.valid('json')))
      },
    )
    .post(
      '/:waveId/mailings',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('json', NewMailing),
      async (c) => {
        const inviter = { db, ...deps, from: deps.mail?.from }
        return c.json(
          await sendInvitations(inviter, c.get('caller'), c.req.valid('param').waveId, c.req.valid('json')),
          201,
        )
      },
    )
    .get(
      '/:waveId/invitations',
      allow(deps, 'designer'),
      validate('param', OfWave),
      validate('query', InvitationQuery),
      async (c) => {
        const { waveId } = c.req.valid('param')
        const { state, after } = c.req.valid('query')
        const rows = await withOrganisation(db, c.get('caller').organisationId, async (db) => {
          if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
          return listInvitations(db, waveId, {
            most: PAGE + 1,
            ...(state === undefined ? {} : { state }),
            ...(after === undefined ? {} : { after }),
          })
        })
        const page: InvitationPage = {
          invitations: rows.slice(0, PAGE).map((row) => ({
            ...row,
            failure: mailFailure(row.failure),
            sentAt: row.sentAt?.toISOString() ?? null,
            openedAt: row.openedAt?.toISOString() ?? null,
            completedAt: row.completedAt?.toISOString() ?? null,
          })),
          next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null,
        }
        return c.json(page)
      },
    )
}

const OfMailing = z.object({ mailingId: Id })

/** Under /api/mailings */
export const mailingRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .post('/:mailingId/cancel', allow(deps, 'designer'), validate('param', OfMailing), async (c) => {
      return c.json(await cancelMailing(db, c.get('caller').organisationId, c.req.valid('param').mailingId))
    })
    .post(
      '/:mailingId/resend-uncertain',
      allow(deps, 'designer'),
      validate('param', OfMailing),
      async (c) => {
        const { organisationId } = c.get('caller')
        return c.json(await resendUncertain(db, deps.jobs, organisationId, c.req.valid('param').mailingId))
      },
    )
}

const OfInvitation = z.object({ invitationId: Id })

/** Under /api/invitations: one link off and on again; what a person learns of it by other ways than our own mail server. */
export const invitationRoutes = (deps: Deps) => {
  const { app: db } = deps.databases
  return new Hono<Env>()
    .post(
      '/:invitationId/switch-off',
      allow(deps, 'designer'),
      validate('param', OfInvitation),
      async (c) => {
        await switchLink({ db, jobs: deps.jobs }, c.get('caller'), c.req.valid('param').invitationId, 'off')
        return c.json({ ok: true as const })
      },
    )
    .post('/:invitationId/switch-on', allow(deps, 'designer'), validate('param', OfInvitation), async (c) => {
      await switchLink({ db, jobs: deps.jobs }, c.get('caller'), c.req.valid('param').invitationId, 'on')
      return c.json({ ok: true as const })
    })
    .post('/:invitationId/bounced', allow(deps, 'designer'), validate('param', OfInvitation), async (c) => {
      const { organisationId } = c.get('caller')
      const { invitationId } = c.req.valid('param')
      const found = await withOrganisation(db, organisationId, (db) => findInvitationOf(db, invitationId))
      if (found === undefined) throw notFound('invitation')
      await noteBounce(db, organisationId, { ...found, reason: 'marked-bounced' })
      return c.json({ ok: true as const })
    })
}
