import { useEffect, useState } from 'react'
import type { Saver } from './saver.ts'

/**
 * Whether what was answered last could not be saved, or there is no network: as the device says, or as the page was opened;
 * and whether the same answers have been gone on with elsewhere.
 */
export function useConnection(saver: Saver, isAway: boolean) {
  const [isLost, setLost] = useState(() => isAway || !navigator.onLine)
  const [isBehind, setBehind] = useState(false)
  useEffect(() => {
    saver.onBehind = setBehind
    saver.onSaved = (isSaved) => setLost(!isSaved)
    const lost = () => setLost(true)
    const back = () => saver.saveAgain()
    addEventListener('offline', lost)
    addEventListener('online', back)
    return () => {
      saver.onBehind = () => {}
      saver.onSaved = () => {}
      removeEventListener('offline', lost)
      removeEventListener('online', back)
    }
  }, [saver])
  return { isLost, isBehind }
}
