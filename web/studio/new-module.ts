import type { Module } from '../../api/contract/program.ts'

/** An instrument as it is first placed in a program: asked of everybody, its settings at their defaults. */
export const newModule = ({ name, version }: Module['instrument']): Module => ({
  instrument: { name, version },
  parameters: {},
  asked: 'always',
  weight: 1,
})
