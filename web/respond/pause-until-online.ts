/** Resolves after so many milliseconds, or earlier when the device is online again. */
export function pauseUntilOnline(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const resume = () => {
      clearTimeout(timer)
      removeEventListener('online', resume)
      resolve()
    }
    const timer = setTimeout(resume, milliseconds)
    addEventListener('online', resume)
  })
}
