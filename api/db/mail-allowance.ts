import { sql } from 'kysely'
import type { Db } from './database.ts'

/** So many may go at once, and the others this far apart. */
interface Pace {
  readonly atOnce: number
  readonly seconds: number
}

/** A second's worth at once; no minute, wherever it begins, holds more than `perMinute`. */
export function paceOfAll(perMinute: number): Pace {
  const atOnce = Math.max(1, Math.floor(perMinute / 60))
  return { atOnce, seconds: 60 / (perMinute - atOnce + 1) }
}

/**
 * How many messages may be taken now, of all that the whole installation sends. Held until the transaction ends: whoever
 * else sends waits that long, and sees what was taken. `perMinute`: of the installation.
 */
export async function findAllowance(db: Db, perMinute: number): Promise<number> {
  const { atOnce, seconds } = paceOfAll(perMinute)
  await sql`select from mail_allowance for update`.execute(db)
  const { rows } = await sql<{ allowed: number }>`
    select floor((${atOnce * seconds}::double precision - greatest(0,
      case when isfinite(free_at) then extract(epoch from free_at - clock_timestamp()) else 0 end)::double precision)
      / ${seconds}::double precision + 1e-6)::integer as allowed
    from mail_allowance`.execute(db)
  return Math.max(0, rows[0]?.allowed ?? 0)
}

/** So many were taken, or went in another way than a mailing's. */
export async function updateAllowance(db: Db, perMinute: number, messages: number): Promise<void> {
  const { seconds } = paceOfAll(perMinute)
  await sql`
    update mail_allowance set free_at = greatest(free_at, clock_timestamp())
      + make_interval(secs => ${messages * seconds}::double precision)`.execute(db)
}
