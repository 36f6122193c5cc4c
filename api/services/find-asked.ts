import type { Language } from '../contract/common.ts'
import type { RedirectWhen } from '../contract/program.ts'
import type { WaveState } from '../contract/wave.ts'
import { findAnsweredForm } from '../db/answered-forms.ts'
import { findAskedProgram } from '../db/asked-programs.ts'
import { listBrands } from '../db/brands.ts'
import { type CollectorRow, findCollectorByKey } from '../db/collectors.ts'
import type { Db } from '../db/database.ts'
import { hasErased } from '../db/erasures.ts'
import { findPartial, type PartialRow } from '../db/partials.ts'
import { findOrganisationOfCollector, withOrganisation } from '../db/tenancy.ts'
import { findFieldwork } from '../db/waves.ts'
import { findInvitation, type Invited } from './find-invitation.ts'
import type { FormShelf, FrozenForm } from './frozen-forms.ts'

/** What a link leads to, as it is this moment, and how far one respondent has come. */
export interface Asked {
  readonly organisationId: string
  readonly key: string
  readonly collector: CollectorRow
  readonly state: WaveState
  readonly program: string
  readonly thanks: Readonly<Partial<Record<Language, string>>>
  readonly redirect: string | null
  readonly redirectWhen: RedirectWhen
  readonly brands: readonly { readonly id: string; readonly name: string }[]
  /** The brand that need not be asked: the link's, the invitation's, or the only one there is. */
  readonly brandId: string | null
  /** The form this respondent answered or began, or the wave's newest. */
  readonly form: FrozenForm
  readonly invited: Invited | undefined
  /** What was saved under the id asked for. */
  readonly partial: PartialRow | undefined
  /** Answers under that id have been sent. */
  readonly isRecorded: boolean
  /** They were erased: under that id nothing is taken again. */
  readonly isErased: boolean
}

export interface Wanted {
  readonly key: string
  /** Of an invitation; its response's id then goes before `id`. */
  readonly token?: string | undefined
  /** A response's id that the caller has shown the seal of. */
  readonly id?: string | undefined
  /** The form begun with, where nothing was saved that says so. */
  readonly form?: number | undefined
}

/** Undefined when the link leads nowhere. Throws what findInvitation throws. */
export async function findAsked(db: Db, forms: FormShelf, wanted: Wanted): Promise<Asked | undefined> {
  const { key, token } = wanted
  const organisationId = await findOrganisationOfCollector(db, key)
  if (organisationId === undefined) return undefined
  const invited = token === undefined ? undefined : await findInvitation(db, key, token)
  const id = invited?.responseId ?? wanted.id
  return withOrganisation(db, organisationId, async (db) => {
    const collector = await findCollectorByKey(db, key)
    if (collector === undefined || collector.kind === 'import') return undefined
    const wave = await findFieldwork(db, collector.waveId)
    const program = await findAskedProgram(db, collector.programId)
    if (wave === undefined || program === undefined) return undefined
    const brands = (await listBrands(db, collector.programId)).map(({ id, name }) => ({ id, name }))
    const { partial, answered, isErased } = await findAnswers(db, id, collector.waveId)
    const known = partial?.formId ?? answered
    const newest = await forms.find(db, { id: wave.formId })
    const begun =
      known !== undefined
        ? await forms.find(db, { id: known })
        : wanted.form === undefined || wanted.form >= (newest?.number ?? 0)
          ? newest
          : await forms.find(db, { programId: collector.programId, number: wanted.form })
    const form = begun ?? newest
    if (form === undefined) return undefined
    const onlyBrand = brands.length === 1 ? (brands[0]?.id ?? null) : null
    return {
      organisationId,
      key,
      collector,
      state: wave.state,
      program: program.name,
      thanks: program.thanks,
      redirect: program.redirect,
      redirectWhen: program.redirectWhen,
      brands,
      brandId: collector.brandId ?? invited?.brandId ?? onlyBrand,
      form,
      invited,
      partial,
      isRecorded: answered !== undefined,
      isErased,
    }
  })
}

/**
 * What lies under an id. In this order: what is sent in between leaves the one and is found in the other. A page saved in
 * the moment in which the whole was sent may be there beside it: the whole counts.
 */
async function findAnswers(db: Db, id: string | undefined, waveId: string) {
  if (id === undefined) return { partial: undefined, answered: undefined, isErased: false }
  const found = await findPartial(db, id)
  const answered = await findAnsweredForm(db, id)
  const partial = answered === undefined && found?.waveId === waveId ? found : undefined
  const isErased = found === undefined && answered === undefined && (await hasErased(db, id))
  return { partial, answered, isErased }
}
