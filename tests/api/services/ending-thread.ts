import { parentPort } from 'node:worker_threads'

/** A thread with a bug: it ends with the first message. */
parentPort?.once('message', () => {
  throw new Error('out of luck')
})
