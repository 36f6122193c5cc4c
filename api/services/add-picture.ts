import type { Db } from '../db/database.ts'
import { insertPicture, type Picture } from '../db/pictures.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import { pictureType } from '../files/picture-type.ts'
import { uuidv7 } from '../ids.ts'

/** Largest picture, in bytes: a phone on a slow network waits a second or two for it. */
export const LARGEST_PICTURE = 500_000

/** Keeps a picture to show with questions. What it is called or said to be counts for nothing; its bytes decide. */
export async function addPicture(
  db: Db,
  organisationId: string,
  bytes: Buffer,
): Promise<Omit<Picture, 'bytes'>> {
  if (bytes.byteLength > LARGEST_PICTURE) {
    throw new ApiError(
      413,
      'too-large',
      'picture: is larger than 500 kB; make it smaller, 1000 pixels wide is plenty',
    )
  }
  const type = pictureType(bytes)
  if (type === undefined) {
    throw new ApiError(415, 'not-a-picture', 'picture: is not a whole PNG, JPEG or WebP')
  }
  const id = uuidv7()
  await withOrganisation(db, organisationId, (db) => insertPicture(db, organisationId, { id, type, bytes }))
  return { id, type }
}
