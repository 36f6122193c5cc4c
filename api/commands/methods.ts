import { beliefsCommand } from './beliefs.ts'
import { benchmarkCommand } from './benchmark.ts'
import { clusterCommand } from './cluster.ts'
import { crosstabCommand } from './crosstab.ts'
import { driversCommand } from './drivers.ts'
import { factorCommand } from './factor.ts'
import { indicesCommand } from './indices.ts'
import { kanoCommand } from './kano.ts'
import { loyaltyCommand } from './loyalty.ts'
import { mdsCommand } from './mds.ts'
import type { Command } from './method-command.ts'
import { plsCommand } from './pls.ts'
import { qfdCommand } from './qfd.ts'
import { sampleSizeCommand } from './sample-size.ts'
import { servqualCommand } from './servqual.ts'
import { twofactorCommand } from './twofactor.ts'
import { wordsCommand } from './words.ts'

/** Every method of stats that has a command, by the word it is called with. */
export const METHODS: ReadonlyMap<string, Command> = new Map([
  ['pls', plsCommand],
  ['servqual', servqualCommand],
  ['beliefs', beliefsCommand],
  ['kano', kanoCommand],
  ['twofactor', twofactorCommand],
  ['indices', indicesCommand],
  ['drivers', driversCommand],
  ['loyalty', loyaltyCommand],
  ['benchmark', benchmarkCommand],
  ['sample-size', sampleSizeCommand],
  ['qfd', qfdCommand],
  ['crosstab', crosstabCommand],
  ['cluster', clusterCommand],
  ['factor', factorCommand],
  ['mds', mdsCommand],
  ['words', wordsCommand],
])
