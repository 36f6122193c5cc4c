import { configureGlobal } from 'fast-check'

/** Each run of the tests tries the same examples on every machine; `FC_SEED=7 npm test -- unit` tries others. */
configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20261122) })
