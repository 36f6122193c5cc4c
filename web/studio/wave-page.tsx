export function WavePage() {
  return null
}
