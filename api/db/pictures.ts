import type { Db } from './database.ts'

export interface Picture {
  readonly id: string
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly bytes: Buffer
}

export async function findPicture(db: Db, pictureId: string): Promise<Picture | undefined> {
  return db
    .selectFrom('picture')
    .select(['id', 'type', 'bytes'])
    .where('id', '=', pictureId)
    .executeTakeFirst()
}

/** Those of these ids that are pictures of the organisation. */
export async function listPictureIds(db: Db, pictureIds: readonly string[]): Promise<string[]> {
  if (pictureIds.length === 0) return []
  const rows = await db
    .selectFrom('picture')
    .select('id')
    .where('id', 'in', pictureIds)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function insertPicture(db: Db, organisationId: string, picture: Picture): Promise<void> {
  await db
    .insertInto('picture')
    .values({ ...picture, organisationId })
    .execute()
}
