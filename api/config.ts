import { join } from 'node:path'
import { z } from 'zod'

const Port = z.coerce.number().int().min(0).max(65_535)

const Config = z.object({
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Where the embedded PostgreSQL, its log and the generated secrets live. */
  dataFolder: z.string().default('.data'),
  host: z.string().default('127.0.0.1'),
  port: Port.default(3000),
  /** The port was asked for by name: then another one is not silently taken. */
  portIsFixed: z.boolean(),
  /** How respondents and colleagues reach this server; links and cookies are made from it. */
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Signs sessions; made and kept in the data folder when not given. */
  secret: z.string().min(32, 'needs at least 32 characters').optional(),
  /** Hosts that respondents may be sent on to after the last page, separated by commas. */
  redirectHosts: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter((host) => host !== ''),
    ),
  /** Proxies of our own in front of the server, each adding to X-Forwarded-For; 0: callers come to us directly. */
  proxies: z.coerce.number().int().min(0).max(10).default(0),
  /** The mail server, smtp:// or smtps:// with user and password; without it no invitations are sent. */
  smtpUrl: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Who invitations come from: an address, or `Name <address>`. */
  mailFrom: z
    .string()
    .regex(
      /^(?:[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'is neither an address nor `Name <address>`',
    )
    .optional(),
  /** Messages that all mailings together send in a minute at most; as many as each asks for where it is not given. */
  mailPerMinute: z.coerce.number().int().min(1).max(1_000_000).optional(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Worker threads that resample; 0 means one fewer than there are cores. */
  threads: z.coerce.number().int().min(0).max(64).default(0),
  /** The worker runs inside the server unless this says `apart`. */
  worker: z.enum(['inside', 'apart']).default('inside'),
})
export type Config = z.infer<typeof Config>

/** The environment, read once. Throws one sentence that names every variable that does not fit. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = Config.safeParse({
    databaseUrl: given(env['DATABASE_URL']),
    dataFolder: given(env['MANYI_DATA']),
    host: given(env['HOST']),
    port: given(env['PORT']),
    portIsFixed: given(env['PORT']) !== undefined,
    publicUrl: given(env['MANYI_URL']),
    secret: given(env['MANYI_SECRET']),
    redirectHosts: given(env['MANYI_REDIRECT_HOSTS']),
    proxies: given(env['MANYI_PROXIES']),
    smtpUrl: given(env['SMTP_URL']),
    mailFrom: given(env['MAIL_FROM']),
    mailPerMinute: given(env['MANYI_MAIL_PER_MINUTE']),
    logLevel: given(env['MANYI_LOG']),
    threads: given(env['MANYI_THREADS']),
    worker: given(env['MANYI_WORKER']),
  })
  if (parsed.success) {
    const { smtpUrl, mailFrom } = parsed.data
    if ((smtpUrl === undefined) === (mailFrom === undefined)) return parsed.data
    throw new Error('readConfig: SMTP_URL and MAIL_FROM: give both, or neither')
  }
  const problems = parsed.error.issues.map((issue) => `${VARIABLES[String(issue.path[0])]}: ${issue.message}`)
  throw new Error(`readConfig: ${problems.join('; ')}`)
}

const VARIABLES: Record<string, string> = {
  databaseUrl: 'DATABASE_URL',
  dataFolder: 'MANYI_DATA',
  host: 'HOST',
  port: 'PORT',
  publicUrl: 'MANYI_URL',
  secret: 'MANYI_SECRET',
  redirectHosts: 'MANYI_REDIRECT_HOSTS',
  proxies: 'MANYI_PROXIES',
  smtpUrl: 'SMTP_URL',
  mailFrom: 'MAIL_FROM',
  mailPerMinute: 'MANYI_MAIL_PER_MINUTE',
  logLevel: 'MANYI_LOG',
  threads: 'MANYI_THREADS',
  worker: 'MANYI_WORKER',
}

/** Both are needed to send: the server, and who the mail comes from. */
export const mailOf = ({
  smtpUrl,
  mailFrom,
  mailPerMinute,
  dataFolder,
}: Pick<Config, 'smtpUrl' | 'mailFrom' | 'mailPerMinute' | 'dataFolder'>): MailSettings | undefined =>
  smtpUrl === undefined || mailFrom === undefined
    ? undefined
    : { smtpUrl, from: mailFrom, perMinute: mailPerMinute, journalFolder: join(dataFolder, 'mail') }

export interface MailSettings {
  readonly smtpUrl: string
  /** `Name <address>` or an address alone. */
  readonly from: string
  /** What all mailings of the installation send in a minute at most. */
  readonly perMinute?: number | undefined
  /** Where senders note what they let go; empty but while they send. */
  readonly journalFolder: string
}

/** An empty variable is one that was not given. */
const given = (value: string | undefined) => (value === '' ? undefined : value)
