import type { Module } from '../../../api/contract/program.ts'

/** What follows when the blocks become these: no more can be drawn for each respondent than rotate. */
export function changedModules(
  modules: readonly Module[],
  rotating: number,
): { modules: Module[]; rotating?: number } {
  const rotate = modules.filter(({ asked }) => asked === 'rotating').length
  return { modules: [...modules], ...(rotating > rotate ? { rotating: rotate } : {}) }
}
