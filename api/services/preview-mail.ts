import type { z } from 'zod'
import type { MailPreview, MailPreviewRequest } from '../contract/mailing.ts'
import { listBrands } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import { findProgram } from '../db/programs.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { renderMail } from '../forms/render-mail.ts'

const NAMES = { en: 'Alex Example', 'zh-Hans': '王小明', 'zh-Hant': '王小明' }

interface Reader {
  readonly name?: string
  readonly linksOf: (programId: string) => { readonly link: string; readonly unsubscribe: string }
}

/** A text as somebody would get it, who has another name and other links. */
export async function previewMail(
  db: Db,
  organisationId: string,
  waveId: string,
  { language, brandId, text }: z.infer<typeof MailPreviewRequest>,
  { name, linksOf }: Reader,
): Promise<MailPreview> {
  return withOrganisation(db, organisationId, async (db) => {
    const wave = await findWave(db, waveId)
    const program = wave === undefined ? undefined : await findProgram(db, wave.programId)
    if (wave === undefined || program === undefined) throw notFound('wave')
    const brands = await listBrands(db, program.id)
    const rated = brands.filter((brand) => (brandId === null ? brand.own : brand.id === brandId))
    return renderMail(text, {
      language,
      name: name ?? NAMES[language],
      brand: rated.map(({ name }) => name).join(', '),
      program: program.name,
      closesOn: wave.closesOn,
      ...linksOf(program.id),
    })
  })
}
