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

export async function insertPicture(db: Db, organisationId: string, picture: Picture): Promise<void> {
  await db
    .insertInto('picture')
    .values({ ...picture, organisationId })
    .execute()
}
