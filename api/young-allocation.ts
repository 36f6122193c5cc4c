import { setFlagsFromString } from 'node:v8'

/**
 * What is made for a request lives until the disk has its answer: past one collection of the young generation, hardly past
 * two. V8 takes that for long and makes such objects in the old generation from the start (allocation-site pretenuring);
 * there they stay, with everything they refer to, until all of it is collected, and each answer waits for that. Before
 * the first request: code that V8 has optimised by then goes on as it was.
 */
export const allocateYoung = (): void => setFlagsFromString('--no-allocation-site-pretenuring')
