interface WaveFields {
  readonly name: string
  readonly opensOn: string
  readonly closesOn: string
}

/** The first thing wrong with a wave, as the field and the key of the `studio` text that says it. */
export function wrongWave({ name, opensOn, closesOn }: WaveFields) {
  if (name.trim() === '') return { field: 'name', text: 'waves.wrong.name' } as const
  if (opensOn === '') return { field: 'opensOn', text: 'waves.wrong.day' } as const
  if (closesOn === '') return { field: 'closesOn', text: 'waves.wrong.day' } as const
  if (closesOn < opensOn) return { field: 'closesOn', text: 'waves.wrong.order' } as const
  return undefined
}
