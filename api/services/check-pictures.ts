import { findInstrument } from '../../stats/instruments/catalogue.ts'
import type { Program } from '../contract/program.ts'
import type { Db } from '../db/database.ts'
import { listPictureIds } from '../db/pictures.ts'
import { ApiError } from '../errors.ts'
import { type Entry, readParameters } from '../forms/read-parameters.ts'

/** Refuses a design with a picture that respondents would see broken: one that is not there, or not the organisation's. */
export async function checkPictures(db: Db, { modules }: Pick<Program, 'modules'>): Promise<void> {
  const shown = modules.flatMap(picturesOf)
  const known = await listPictureIds(db, [...new Set(shown.map(({ picture }) => picture))])
  const problems = shown
    .filter(({ picture }) => !known.includes(picture))
    .map(({ item, where }) => ({
      item,
      reason: 'unknown-picture',
      message: `${where} has a picture that is not among yours; upload it again, or take it out`,
    }))
  if (problems.length === 0) return
  throw new ApiError(422, 'invalid', problems.map(({ message }) => message).join('; '), problems)
}

function picturesOf(
  { instrument: { name, version }, parameters }: Program['modules'][number],
  place: number,
) {
  const instrument = findInstrument(name, version)
  if (instrument === undefined) return []
  return Object.entries(readParameters(instrument, parameters).settings).flatMap(([parameter, setting]) => {
    const list = Array.isArray(setting) ? (setting as readonly (Entry | string)[]) : []
    return list.flatMap((entry, number) =>
      typeof entry === 'string' || entry.picture === undefined
        ? []
        : [
            {
              picture: entry.picture,
              item: `modules.${place}.${parameter}`,
              where: `${name}, ${parameter}: entry ${number + 1} ("${entry.key}")`,
            },
          ],
    )
  })
}
