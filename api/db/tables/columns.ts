import type { ColumnType, JSONColumnType } from 'kysely'

export type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>
/** A calendar day as text, `2026-11-22`: the driver is told not to make a Date of it. */
export type Day = ColumnType<string, string, string>
export type Json<T> = JSONColumnType<T & object, string, string>
export type ByLanguage = Partial<Record<'en' | 'zh-Hans' | 'zh-Hant', string>>

export interface OfOrganisation {
  organisationId: string
}
