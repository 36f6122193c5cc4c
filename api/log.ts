import { type Logger, pino } from 'pino'

export type Log = Logger

/** One JSON line per event. What identifies a person (addresses, cookies, answers) is never written. */
export const createLog = (level: string): Log =>
  pino({ level, base: null, redact: { paths: ['*.cookie', '*.authorization', '*.password'], remove: true } })
