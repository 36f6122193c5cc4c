import { type ClientResponse, hc } from 'hono/client'
import type { App } from '../api/app.ts'
import type { NewMember, NewOwner } from '../api/contract/account.ts'
import type { ErrorBody } from '../api/contract/common.ts'
import type { Fieldwork } from '../api/contract/fieldwork.ts'
import type { ImportRequest, InterviewUpload } from '../api/contract/import.ts'
import type { NewProgram, Program, ProgramChange } from '../api/contract/program.ts'
import type { Exclusion, ExclusionPreview, Quality, ReviewList } from '../api/contract/quality.ts'
import type { QuotaList } from '../api/contract/quota.ts'
import type { FileEncoding } from '../api/contract/table-file.ts'
import type { TakingBack, TakingBackPreview } from '../api/contract/taking-back.ts'
import type { CollectorChange, NewCollector, NewWave, WaveChange } from '../api/contract/wave.ts'

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

/** fetch that throws ApiFailure for every "no"; `status` 0 means that no answer came. */
async function ask(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { credentials: 'same-origin', ...init }).catch((cause: unknown) => {
    if (init?.signal?.aborted) throw cause
    throw new ApiFailure(0, { code: 'no-answer', message: '' })
  })
  if (response.ok) return response
  throw new ApiFailure(response.status, await errorOf(response))
}

/** Our shape, or better-auth's `{ code, message }`, or nothing readable at all (a proxy's page). */
async function errorOf(response: Response): Promise<ErrorBody['error']> {
  const body = (await response.json().catch(() => undefined)) as
    | { error?: ErrorBody['error']; code?: string; message?: string }
    | undefined
  if (typeof body?.error === 'object') return body.error
  const requestId = response.headers.get('x-request-id')
  return {
    code: body?.code ?? `http-${response.status}`,
    message: body?.message ?? '',
    ...(requestId === null ? {} : { requestId }),
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One request to our own API by its path, where a typed call of `api` does not fit. */
export async function request<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await ask(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal === undefined ? {} : { signal }),
  })
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** A file as it is, sent as it is read from the disk. */
export async function sendFile<T>(path: string, file: File): Promise<T> {
  const headers = { 'content-type': 'application/octet-stream' }
  return (await (await ask(path, { method: 'POST', headers, body: file })).json()) as T
}

const { api: server } = hc<App>('/', { fetch: ask })

const answer = async <T>(sent: Promise<ClientResponse<T>>): Promise<T> => (await (await sent).json()) as T
const at = encodeURIComponent

/** Every call the studio makes, by noun; what it answers is typed by the server's own routes. */
export const api = {
  session: () => answer(server.session.$get()),
  setUp: (owner: NewOwner) => answer(server.setup.$post({ json: owner })),
  signIn: (email: string, password: string) =>
    request<unknown>('POST', '/api/auth/sign-in/email', { email, password }),
  signOut: () => request<unknown>('POST', '/api/auth/sign-out', {}),
  startDemo: () => answer(server.demo.$post()),
  demo: () => answer(server.demo.$get()),

  catalogue: () => answer(server.instruments.$get()),
  programs: async () => (await answer(server.programs.$get())).programs,
  program: (programId: string) =>
    answer(server.programs[':programId'].$get({ param: { programId } })) as Promise<Program>,
  createProgram: (json: NewProgram) => answer(server.programs.$post({ json })) as Promise<Program>,
  changeProgram: (programId: string, json: ProgramChange) =>
    answer(server.programs[':programId'].$patch({ param: { programId }, json })) as Promise<Program>,
  deleteProgram: (programId: string) =>
    answer(server.programs[':programId'].$delete({ param: { programId } })),
  preview: (programId: string) =>
    answer(server.programs[':programId'].preview.$get({ param: { programId } })),
  publish: (programId: string) =>
    answer(server.programs[':programId'].publish.$post({ param: { programId } })) as Promise<Program>,

  uploadPicture: async (file: File) => {
    const response = await ask('/api/pictures', {
      method: 'POST',
      headers: { 'content-type': file.type },
      body: file,
    })
    return (await response.json()) as { id: string }
  },
  pictureAddress: (pictureId: string) => `/api/pictures/${at(pictureId)}`,

  waves: async (programId: string) =>
    (await answer(server.programs[':programId'].waves.$get({ param: { programId } }))).waves,
  wave: (waveId: string) => answer(server.waves[':waveId'].$get({ param: { waveId } })),
  createWave: (programId: string, json: NewWave) =>
    answer(server.programs[':programId'].waves.$post({ param: { programId }, json })),
  changeWave: (waveId: string, json: WaveChange) =>
    answer(server.waves[':waveId'].$patch({ param: { waveId }, json })),
  closeWave: (waveId: string) => answer(server.waves[':waveId'].close.$post({ param: { waveId } })),
  reopenWave: (waveId: string) => answer(server.waves[':waveId'].reopen.$post({ param: { waveId } })),
  waveBrands: async (waveId: string) =>
    (await answer(server.waves[':waveId'].brands.$get({ param: { waveId } }))).brands,
  collectors: async (waveId: string) =>
    (await answer(server.waves[':waveId'].collectors.$get({ param: { waveId } }))).collectors,
  createCollector: (waveId: string, json: NewCollector) =>
    answer(server.waves[':waveId'].collectors.$post({ param: { waveId }, json })),
  changeCollector: (collectorId: string, json: CollectorChange) =>
    answer(server.collectors[':collectorId'].$patch({ param: { collectorId }, json })),
  qrAddress: (collectorId: string) => `/api/collectors/${at(collectorId)}/qr.svg`,
  qrPngAddress: (collectorId: string) => `/api/collectors/${at(collectorId)}/qr.png?size=1024`,

  fieldwork: (waveId: string) =>
    answer(server.waves[':waveId'].fieldwork.$get({ param: { waveId } })) as Promise<Fieldwork>,
  quotas: (waveId: string) => answer(server.waves[':waveId'].quotas.$get({ param: { waveId } })),
  setQuotas: (waveId: string, json: QuotaList) =>
    answer(server.waves[':waveId'].quotas.$put({ param: { waveId }, json })),
  quality: (waveId: string, list: ReviewList, page: number) =>
    answer(
      server.waves[':waveId'].quality.$get({ param: { waveId }, query: { list, page: String(page) } }),
    ) as Promise<Quality>,
  compareAnswers: (waveId: string) =>
    answer(server.waves[':waveId'].quality.check.$post({ param: { waveId } })),
  previewExclusion: (waveId: string, json: ExclusionPreview) =>
    answer(server.waves[':waveId'].exclusions.preview.$post({ param: { waveId }, json })),
  underReceipt: (waveId: string, receipt: string) =>
    answer(server.waves[':waveId'].receipts[':receipt'].$get({ param: { waveId, receipt } })),
  eraseUnderReceipt: (waveId: string, receipt: string) =>
    answer(server.waves[':waveId'].erase.$post({ param: { waveId }, json: { receipt } })),
  exclude: (waveId: string, json: Exclusion) =>
    answer(server.waves[':waveId'].exclusions.$post({ param: { waveId }, json })),

  imports: async (waveId: string) =>
    (await answer(server.waves[':waveId'].imports.$get({ param: { waveId } }))).imports,
  previewImport: (waveId: string, json: ImportRequest) =>
    answer(server.waves[':waveId'].imports.preview.$post({ param: { waveId }, json })),
  importFile: (waveId: string, json: ImportRequest) =>
    answer(server.waves[':waveId'].imports.$post({ param: { waveId }, json })),
  /** `encoding`: where it is not recognised; `sheet`: of a workbook, instead of the first. */
  uploadInterviews: async (
    waveId: string,
    file: File,
    { encoding, sheet }: { encoding?: FileEncoding | undefined; sheet?: string | undefined } = {},
  ): Promise<InterviewUpload> => {
    const said = new URLSearchParams({
      fileName: file.name,
      ...(encoding === undefined ? {} : { encoding }),
      ...(sheet === undefined ? {} : { sheet }),
    })
    const response = await ask(`/api/waves/${at(waveId)}/uploads?${said}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    })
    return (await response.json()) as InterviewUpload
  },
  importProgress: (importId: string) => answer(server.imports[':importId'].$get({ param: { importId } })),
  cancelImport: (importId: string) =>
    answer(server.imports[':importId'].cancel.$post({ param: { importId } })),
  previewTakingBack: (importId: string, json: TakingBackPreview) =>
    answer(server.imports[':importId']['taking-back'].preview.$post({ param: { importId }, json })),
  takeBackImport: (importId: string, json: TakingBack) =>
    answer(server.imports[':importId']['taking-back'].$post({ param: { importId }, json })),
  rejectedAddress: (importId: string) => `/api/imports/${at(importId)}/rejected.csv`,

  members: async () => (await answer(server.members.$get())).members,
  addMember: (json: NewMember) => answer(server.members.$post({ json })),
  changeMember: (memberId: string, json: Pick<NewMember, 'role'>) =>
    answer(server.members[':memberId'].$patch({ param: { memberId }, json })),
  removeMember: (memberId: string) => answer(server.members[':memberId'].$delete({ param: { memberId } })),
}
