import { parentPort, workerData } from 'node:worker_threads'
import { openDatabases } from '../db/database.ts'
import { type Outcome, packRefusal, type RecordingCall } from './record-on-thread.ts'
import { createRecorder } from './record-response.ts'

/** Takes answers until told to stop: calls in, outcomes out, both in bunches, for a message costs more than an answer. */
const databases = openDatabases((workerData as { databaseUrl: string }).databaseUrl, (error) =>
  parentPort?.postMessage({ warning: error.message }),
)
const record = createRecorder(databases.app)
let outcomes: Outcome[] = []

parentPort?.on('message', (calls: readonly RecordingCall[] | 'stop') => {
  if (calls === 'stop') void databases.close().then(() => parentPort?.close())
  else for (const call of calls) void take(call)
})

async function take([number, key, body, token]: RecordingCall): Promise<void> {
  const outcome = await record(key, body, token).then(
    (recorded): Outcome => [number, recorded],
    (error: unknown): Outcome => [number, undefined, packRefusal(error)],
  )
  outcomes.push(outcome)
  if (outcomes.length === 1) setImmediate(send)
}

function send(): void {
  parentPort?.postMessage({ outcomes })
  outcomes = []
}
