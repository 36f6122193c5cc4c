/** Calls again and again while the page can be seen. Returns how to stop. */
export function whileSeen(milliseconds: number, call: () => void): () => void {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') call()
  }, milliseconds)
  return () => clearInterval(timer)
}
