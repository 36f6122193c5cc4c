import { findInstrument } from '../../stats/instruments/catalogue.ts'
import type { BookedModule } from './build-code-book.ts'
import { placeModule } from './place-module.ts'
import { readParameters } from './read-parameters.ts'

/** A module as a program keeps it. */
export interface DesignedModule {
  readonly instrument: { readonly name: string; readonly version: number }
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly asked?: 'always' | 'rotating'
  readonly weight?: number
}

interface Designed {
  readonly modules: readonly DesignedModule[]
  readonly brands: readonly { readonly id: string; readonly name: string }[]
}

/** The modules of a program with their templates filled. Throws a RangeError naming what cannot be placed. */
export function bookModules({ modules, brands }: Designed): readonly BookedModule[] {
  const entries = brands.map(({ id, name }) => ({
    key: id,
    text: { en: name, 'zh-Hans': name, 'zh-Hant': name },
  }))
  return modules.map(({ instrument: { name, version }, parameters = {}, asked = 'always', weight = 1 }) => {
    const instrument = findInstrument(name, version)
    if (instrument === undefined) {
      throw new RangeError(`buildForm: there is no instrument "${name}" version ${version}`)
    }
    const { settings, problems } = readParameters(instrument, parameters)
    const [problem] = problems
    if (problem !== undefined) {
      throw new RangeError(`buildForm: ${name}, ${problem.parameter} ${problem.message}`)
    }
    return { ...placeModule(instrument, settings, entries), asked, weight, settings }
  })
}
