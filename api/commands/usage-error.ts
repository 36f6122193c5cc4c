/** A mistake of the person at the keyboard: one sentence on stderr, exit 2. */
export class UsageError extends Error {}
