import type {
  DemoProgress,
  DemoStarted,
  Member,
  MemberMade,
  NewMember,
  NewOwner,
  Session,
} from '../api/contract/account.ts'
import type { ErrorBody } from '../api/contract/common.ts'
import type { Import, ImportPreview, ImportRequest } from '../api/contract/import.ts'
import type {
  Catalogue,
  FormPreview,
  NewProgram,
  Program,
  ProgramChange,
  ProgramSummary,
} from '../api/contract/program.ts'
import type { Collector, NewCollector, NewWave, Wave, WaveChange } from '../api/contract/wave.ts'

/** What the server said no with: its sentence, and the request id that finds it in the log. */
export class ApiFailure extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  readonly problems: ErrorBody['error']['problems']

  constructor(status: number, error: ErrorBody['error']) {
    super(error.message)
    this.name = 'ApiFailure'
    this.status = status
    this.code = error.code
    this.requestId = error.requestId
    this.problems = error.problems
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One request to our own API. Throws ApiFailure; `status` 0 means that no answer came. */
export async function request<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ApiFailure(0, { code: 'no-answer', message: '' })
  })

  const text = await response.text()
  const json: unknown = isJson(response) && text !== '' ? JSON.parse(text) : undefined
  if (!response.ok) throw new ApiFailure(response.status, errorOf(json, response))
  return json as T
}

const isJson = (response: Response) => response.headers.get('content-type')?.includes('json') ?? false

/** Our shape, or better-auth's `{ code, message }`, or nothing readable at all (a proxy's page). */
function errorOf(json: unknown, response: Response): ErrorBody['error'] {
  const body = json as { error?: ErrorBody['error']; code?: string; message?: string } | undefined
  if (typeof body?.error === 'object') return body.error
  const requestId = response.headers.get('x-request-id')
  return {
    code: body?.code ?? `http-${response.status}`,
    message: body?.message ?? '',
    ...(requestId === null ? {} : { requestId }),
  }
}

const at = encodeURIComponent

/** Every call the studio makes, by noun. Types come from the wire's contract. */
export const api = {
  session: () => request<Session>('GET', '/api/session'),
  setUp: (owner: NewOwner) => request<unknown>('POST', '/api/setup', owner),
  signIn: (email: string, password: string) =>
    request<unknown>('POST', '/api/auth/sign-in/email', { email, password }),
  signOut: () => request<unknown>('POST', '/api/auth/sign-out', {}),
  startDemo: () => request<DemoStarted>('POST', '/api/demo', {}),
  demo: () => request<DemoProgress>('GET', '/api/demo'),

  catalogue: () => request<Catalogue>('GET', '/api/instruments'),
  programs: async () => (await request<{ programs: ProgramSummary[] }>('GET', '/api/programs')).programs,
  program: (programId: string) => request<Program>('GET', `/api/programs/${at(programId)}`),
  createProgram: (program: NewProgram) => request<Program>('POST', '/api/programs', program),
  changeProgram: (programId: string, change: ProgramChange) =>
    request<Program>('PATCH', `/api/programs/${at(programId)}`, change),
  deleteProgram: (programId: string) => request<unknown>('DELETE', `/api/programs/${at(programId)}`),
  preview: (programId: string) => request<FormPreview>('GET', `/api/programs/${at(programId)}/preview`),
  publish: (programId: string) => request<unknown>('POST', `/api/programs/${at(programId)}/publish`, {}),

  waves: async (programId: string) =>
    (await request<{ waves: Wave[] }>('GET', `/api/programs/${at(programId)}/waves`)).waves,
  wave: (waveId: string) => request<Wave>('GET', `/api/waves/${at(waveId)}`),
  createWave: (programId: string, wave: NewWave) =>
    request<Wave>('POST', `/api/programs/${at(programId)}/waves`, wave),
  changeWave: (waveId: string, change: WaveChange) =>
    request<Wave>('PATCH', `/api/waves/${at(waveId)}`, change),
  closeWave: (waveId: string) => request<unknown>('POST', `/api/waves/${at(waveId)}/close`, {}),
  reopenWave: (waveId: string) => request<unknown>('POST', `/api/waves/${at(waveId)}/reopen`, {}),
  collectors: async (waveId: string) =>
    (await request<{ collectors: Collector[] }>('GET', `/api/waves/${at(waveId)}/collectors`)).collectors,
  createCollector: (waveId: string, collector: NewCollector) =>
    request<Collector>('POST', `/api/waves/${at(waveId)}/collectors`, collector),
  qrAddress: (collectorId: string) => `/api/collectors/${at(collectorId)}/qr.svg`,

  imports: async (waveId: string) =>
    (await request<{ imports: Import[] }>('GET', `/api/waves/${at(waveId)}/imports`)).imports,
  previewImport: (waveId: string, file: ImportRequest) =>
    request<ImportPreview>('POST', `/api/waves/${at(waveId)}/imports/preview`, file),
  importFile: (waveId: string, file: ImportRequest) =>
    request<Import>('POST', `/api/waves/${at(waveId)}/imports`, file),
  rejectedAddress: (importId: string) => `/api/imports/${at(importId)}/rejected.csv`,

  members: async () => (await request<{ members: Member[] }>('GET', '/api/members')).members,
  addMember: (member: NewMember) => request<MemberMade>('POST', '/api/members', member),
  changeMember: (memberId: string, change: Pick<NewMember, 'role'>) =>
    request<Member>('PATCH', `/api/members/${at(memberId)}`, change),
  removeMember: (memberId: string) => request<unknown>('DELETE', `/api/members/${at(memberId)}`),
}
