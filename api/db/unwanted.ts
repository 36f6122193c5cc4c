import { type SqlBool, sql } from 'kysely'

/** Of rows called so: no more is wanted, or mail comes back. */
const saidNo = (name: string) => {
  const row = sql.table(name)
  return sql<SqlBool>`(${row}.unsubscribed_at is not null or ${row}.consent = 'withdrawn' or ${row}.bounced_at is not null)`
}

/** Of rows `contact`: nothing is to be sent there, for what this contact said or somebody else who has the same mailbox. */
export const unwanted = sql<SqlBool>`(${saidNo('contact')}
  or exists (select from contact as other where other.mailbox = contact.mailbox and ${saidNo('other')}))`
