import type { HttpBindings } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { sql } from 'kysely'
import { callerAddress } from './address.ts'
import { ACCOUNT_PATHS, askAccounts } from './ask-accounts.ts'
import { brotli } from './brotli.ts'
import { ApiError, errorBody, isDatabaseAway } from './errors.ts'
import { ANSWER_BOUNDS } from './forms/largest-body.ts'
import { limitGuesses } from './guess-limit.ts'
import { uuidv7 } from './ids.ts'
import { refusalPage } from './pages/refusal-page.ts'
import { rememberedRoutes } from './remembered-routes.ts'
import { analysisRoutes } from './routes/analyses.ts'
import { answerRoutes } from './routes/answers.ts'
import { callRoutes, waveCallRoutes } from './routes/calls.ts'
import { collectorRoutes } from './routes/collectors.ts'
import { contactImportRoutes, contactUploadRoutes } from './routes/contact-imports.ts'
import { contactRoutes } from './routes/contacts.ts'
import { allow, type Deps, type Env } from './routes/context.ts'
import { demoRoutes } from './routes/demo.ts'
import { fieldworkRoutes } from './routes/fieldwork.ts'
import { contentPolicy, frameHeaders } from './routes/frame-headers.ts'
import { importRoutes, interviewUploadRoutes, waveImportRoutes } from './routes/imports.ts'
import { instrumentRoutes } from './routes/instruments.ts'
import { waveLinkRoutes } from './routes/links.ts'
import { invitationRoutes, mailingRoutes, waveMailingRoutes } from './routes/mailings.ts'
import { memberRoutes } from './routes/members.ts'
import { pictureRoutes } from './routes/pictures.ts'
import { programRoutes } from './routes/programs.ts'
import { qualityRoutes } from './routes/quality.ts'
import { quotaRoutes, screenRoutes } from './routes/quotas.ts'
import { respondRoutes } from './routes/respond.ts'
import { respondPages } from './routes/respond-pages.ts'
import { resultRoutes } from './routes/results.ts'
import { sessionRoutes } from './routes/session.ts'
import { unsubscribeRoutes } from './routes/unsubscribe.ts'
import { waveRoutes } from './routes/waves.ts'
import { webPages } from './routes/web-pages.ts'
import { unhurriedBody } from './slow-bodies.ts'
import { boundedFile, boundedForm, boundedJson } from './validate.ts'

const KIB = 1024

/** Everything that is served. What it needs is handed in; nothing is started here. */
export function createApp(deps: Deps) {
  const guesses = limitGuesses((c) => callerAddress(c, deps.config.proxies))
  const app = new Hono<Env>({ router: rememberedRoutes() })
    .use(requestId(deps))
    .use(securityHeaders)
    .get('/healthz', (c) => c.json({ ok: true as const }))
    .get('/readyz', async (c) => {
      await sql`select 1`.execute(deps.databases.app)
      return c.json({ ok: true as const })
    })
    .use('/api/*', sameSite(deps.publicUrl))
    .use('/api/auth/*', boundedJson({ bytes: 16 * KIB }))
    .get('/api/auth/get-session', askAccounts(deps))
    .on('POST', [...ACCOUNT_PATHS], askAccounts(deps))
    // Large bodies are read for those alone who may send them.
    .on(
      'POST',
      [...IMPORT_PATHS],
      allow(deps, 'designer'),
      unhurriedBody(deps.uploadPatience),
      boundedJson({ bytes: 16 * KIB * KIB, entries: 5000 }),
    )
    // A file, read as it arrives: before bodies must be JSON.
    .on('POST', [...UPLOAD_PATHS], allow(deps, 'designer'), unhurriedBody(deps.uploadPatience))
    .route('/api/contacts/imports', contactUploadRoutes(deps))
    .route('/api/waves', interviewUploadRoutes(deps))
    .on('POST', '/api/pictures', allow(deps, 'designer'), boundedFile({ bytes: 600 * KIB }))
    .use('/api/*', boundedJson({ bytes: 256 * KIB }))
    .on(
      'POST',
      ['/r/:key/answer', '/r/:key/erase'],
      sameSite(deps.publicUrl),
      boundedForm({ bytes: 64 * KIB }),
    )
    .use('/r/*', guesses)
    .route('/r', answerRoutes(deps))
    .use('/r/*', boundedJson({ bytes: 256 * KIB, ...ANSWER_BOUNDS }))
    .use('/api/results/*', compress())
    .use('/r/*', brotli)
    .route('/api', sessionRoutes(deps))
    .route('/api/demo', demoRoutes(deps))
    .route('/api/members', memberRoutes(deps))
    .route('/api/instruments', instrumentRoutes(deps))
    .route('/api/programs', programRoutes(deps))
    .route('/api/waves', waveRoutes(deps))
    .route('/api/waves', waveImportRoutes(deps))
    .route('/api/waves', quotaRoutes(deps))
    .route('/api/waves', fieldworkRoutes(deps))
    .route('/api/waves', qualityRoutes(deps))
    .route('/api/waves', waveMailingRoutes(deps))
    .route('/api/waves', waveCallRoutes(deps))
    .route('/api/waves', waveLinkRoutes(deps))
    .route('/api/calls', callRoutes(deps))
    .route('/api/mailings', mailingRoutes(deps))
    .route('/api/invitations', invitationRoutes(deps))
    .route('/api/collectors', collectorRoutes(deps))
    .route('/api/imports', importRoutes(deps))
    .route('/api/contacts/imports', contactImportRoutes(deps))
    .route('/api/contacts', contactRoutes(deps))
    .route('/api/pictures', pictureRoutes(deps))
    .route('/api/analyses', analysisRoutes(deps))
    .route('/api/results', resultRoutes(deps))
    .route('/u', unsubscribeRoutes(deps, guesses))
    .route('/r', screenRoutes(deps))
    .get('/r/:key', frameHeaders(deps))
    .get('/r/:key/receipt', frameHeaders(deps))
    .post('/r/:key/answer', frameHeaders(deps))
    .post('/r/:key/erase', frameHeaders(deps))
    .route('/r', respondRoutes(deps))
    .route('/r', respondPages(deps))
    .route('/', webPages(deps))

  app.notFound((c) =>
    c.json(errorBody('not-found', 'there is nothing at this address', c.get('requestId')), 404),
  )
  app.onError((error, c) => {
    const requestId = c.get('requestId')
    if (error instanceof ApiError) {
      // A browser may keep a 404 or 410 as long as it likes, and what is refused now may be there in a minute.
      c.header('cache-control', 'no-store')
      if (error.status === 503) {
        c.header('retry-after', '1')
        deps.log.warn({ requestId, error: error.message, cause: causeOf(error) }, 'refused for now')
      }
      const page = refusalPage(c.req, error.code, deps.pageAssets, error.language)
      if (page !== undefined) return c.html(page, error.status)
      return c.json(errorBody(error.code, error.message, requestId, error.problems), error.status)
    }
    if (isDatabaseAway(error)) {
      deps.log.warn({ requestId, error: error.message }, 'database away')
      c.header('retry-after', '1')
      const page = refusalPage(c.req, 'database-away', deps.pageAssets)
      if (page !== undefined) return c.html(page, 503)
      return c.json(
        errorBody('database-away', 'the database is away for a moment; try again', requestId),
        503,
      )
    }
    deps.log.error({ requestId, error: error.stack }, 'bug')
    const message = `something went wrong on our side; tell us this number: ${requestId}`
    return c.json(errorBody('internal', message, requestId), 500)
  })
  return app
}

export type App = ReturnType<typeof createApp>

const causeOf = (error: Error) => (error.cause instanceof Error ? error.cause.message : undefined)

type Handler = MiddlewareHandler<Env>

/** Every request has a number that the log, the answer and the person on the phone can name. */
const requestId =
  ({ log }: Deps): Handler =>
  (c, next) => {
    const id = uuidv7()
    c.set('requestId', id)
    setHeader(c, 'x-request-id', id)
    if (!log.isLevelEnabled('debug')) return next()
    const begun = performance.now()
    return next().then(() => {
      const milliseconds = Math.round(performance.now() - begun)
      const { method, path } = c.req
      log.debug({ requestId: id, method, path, status: c.res.status, milliseconds }, 'request')
    })
  }

const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['content-security-policy', contentPolicy()],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
]

const securityHeaders: Handler = (c, next) => {
  for (const [name, value] of HEADERS) setHeader(c, name, value)
  if (c.req.path.startsWith('/api/')) setHeader(c, 'cache-control', 'no-store')
  return next()
}

/** Straight to the socket where there is one: building it into the Response costs more than all the rest of an answer. */
function setHeader(c: Parameters<Handler>[0], name: string, value: string): void {
  const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>
  if (outgoing === undefined) c.header(name, value)
  else outgoing.setHeader(name, value)
}

/** A page of another site may make a browser send our cookie; its requests carry that site's name. */
const sameSite =
  (publicUrl: string): Handler =>
  async (c, next) => {
    const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    const origin = c.req.header('origin')
    const own = origin === undefined || origin === publicUrl || origin === `http://${c.req.header('host')}`
    const site = c.req.header('sec-fetch-site')
    if (changes && (!own || (site !== undefined && site !== 'same-origin' && site !== 'none'))) {
      throw new ApiError(403, 'other-site', 'requests from other sites are not accepted')
    }
    await next()
  }

const IMPORT_PATHS = ['/api/waves/:waveId/imports', '/api/waves/:waveId/imports/preview'] as const

const UPLOAD_PATHS = ['/api/contacts/imports', '/api/waves/:waveId/uploads'] as const
