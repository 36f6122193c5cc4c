/**
 * A key that no entry has had before, also none that was removed: answers to a feature that has gone must never count as
 * answers to the one that took its place. Letters and digits, as the server takes them.
 */
export function entryKey(): string {
  const random = crypto.getRandomValues(new Uint32Array(2))
  return `entry-${Array.from(random, (part) => part.toString(36)).join('')}`
}
