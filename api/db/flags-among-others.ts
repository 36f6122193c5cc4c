import { sql } from 'kysely'
import type { QualityFlag } from '../contract/quality.ts'
import type { Db } from './database.ts'
import { secondsOf } from './response-quality.ts'

/** Fewer completes than this have no median worth speaking of. */
const SMALLEST_GROUP = 10

/** What is known of a form's questions beside their answers. */
export interface QuestionsOfForm {
  readonly formId: string
  /** Where the first score of each question stands among the scores. */
  readonly scores: readonly number[]
  /** Questions that give no score: own words, and about oneself. */
  readonly unscored: number
  /** Of each module that is drawn for some respondents: the places of its fields in the book. */
  readonly drawn: readonly (readonly number[])[]
}

export interface FlagsSought {
  readonly checks: readonly QualityFlag[]
  /** Of open questions. */
  readonly textCodes: readonly string[]
  readonly forms: readonly QuestionsOfForm[]
}

/**
 * The flags that need the other responses of a wave, found anew. Too fast: less than 40 % of the median time per question
 * of those who were asked the same modules about as many brands. Repeated: the same answers to at least ten questions
 * about the same brand, not all alike; the same own words. Of equal ones the first that is counted stays unflagged. Who is
 * left out keeps marks, and makes no median. Handbook 16.1. Returns how many rows changed.
 */
export async function updateFlagsAmongOthers(
  db: Db,
  waveId: string,
  { checks, textCodes, forms }: FlagsSought,
): Promise<number> {
  // A million answers take longer than a page may: nobody waits for this, and it must not take every core.
  await sql`set local statement_timeout = '600s'`.execute(db)
  await sql`set local max_parallel_workers_per_gather = 0`.execute(db)
  await sql`set local work_mem = '64MB'`.execute(db)
  const among = sql`${[...checks]}::text[]`
  const states = byForm(forms, 'observation', statesOnce)
  const result = await sql`
    with times as materialized (
      select response.id, response.form_id, rated.excluded, ${secondsOf} as seconds,
        rated.asked + ${byForm(forms, 'response', ({ unscored }) => sql`${unscored}::int`)} as asked,
        rated.brands || '/' || ${byForm(forms, 'response', modulesDrawn)} as path
      from (select response_id, bool_or(excluded) as excluded, count(*) as brands,
          sum(length(replace(${states}, 'h', ''))) as asked
        from observation where wave_id = ${waveId}::uuid and not partial group by response_id) as rated
      join response on response.id = rated.response_id
    ), medians as (
      select form_id, path, percentile_cont(0.5) within group (order by seconds / asked) as per_question from times
      where seconds > 0 and asked > 0 and not excluded
      group by form_id, path having count(*) >= ${SMALLEST_GROUP}
    ), answered as (
      select response_id, row_number() over (
        partition by brand_id, form_id, md5(scores::text || states) order by excluded, received_at, response_id) as place
      from observation where wave_id = ${waveId}::uuid and not partial and not 'straight-line' = any (flags)
        and length(${states}) - length(replace(${states}, 'a', '')) >= 10
    ), said as (
      select response.id, row_number() over (
        partition by code, md5(lower(btrim(response.answers ->> code)))
        order by times.excluded, response.received_at, response.id) as place
      from times join response using (id), unnest(${[...textCodes]}::text[]) as code
      where length(btrim(response.answers ->> code)) >= 10
    ), wanted as (
      select id, array_agg(distinct flag order by flag) as flags from (
        select id, 'too-fast' as flag from times join medians using (form_id, path)
          where seconds < 0.4 * per_question * asked
        union all select response_id, 'repeated-answers' from answered where place > 1
        union all select id, 'repeated-text' from said where place > 1
      ) as found group by id
    ), anew as (
      select o.response_id, o.brand_id,
        array(select flag from unnest(o.flags) as flag where flag <> all (${among}))
          || coalesce(wanted.flags, '{}'::text[]) as flags
      from observation as o left join wanted on wanted.id = o.response_id
      where o.wave_id = ${waveId}::uuid and not o.partial and (o.flags && ${among} or wanted.id is not null)
    )
    update observation as o set flags = anew.flags from anew
    where o.response_id = anew.response_id and o.brand_id = anew.brand_id and o.flags <> anew.flags`.execute(
    db,
  )
  return Number(result.numAffectedRows ?? 0n)
}

type Piece = ReturnType<typeof sql>

/** What is to be read of a row by the form it was given to; nothing where there is no form. */
const byForm = (
  forms: readonly QuestionsOfForm[],
  table: 'observation' | 'response',
  piece: (form: QuestionsOfForm) => Piece,
): Piece => {
  if (forms.length === 0) return sql`null`
  const cases = forms.map((form) => sql`when ${form.formId}::uuid then ${piece(form)}`)
  return sql`case ${sql.ref(`${table}.formId`)} ${sql.join(cases, sql` `)} end`
}

/** One letter for each question: a choice of many has a state for each, all alike. */
function statesOnce({ scores }: QuestionsOfForm): Piece {
  const runs: { from: number; length: number }[] = []
  for (const place of scores) {
    const last = runs.at(-1)
    if (last !== undefined && place === last.from + last.length) last.length += 1
    else runs.push({ from: place, length: 1 })
  }
  if (runs.length === 0) return sql`''`
  return sql.join(
    runs.map(({ from, length }) => sql`substr(observation.states, ${from + 1}::int, ${length}::int)`),
    sql` || `,
  )
}

/** Which of the modules that are drawn were drawn for this respondent. */
function modulesDrawn({ drawn }: QuestionsOfForm): Piece {
  if (drawn.length === 0) return sql`''`
  const were = drawn.map(
    (places) => sql`string_to_array(response.layout ->> 'order', ' ') && ${places.map(String)}::text[]`,
  )
  return sql`array_to_string(array[${sql.join(were)}], ',')`
}
