import { Button } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Offer {
  /** What was just done, as a sentence. */
  readonly message: string
  readonly undo: () => void
  /** Runs when the time to undo is over: the place for what cannot be taken back. */
  readonly settle?: () => void
}

const SECONDS = 8
const Undo = createContext<(offer: Offer) => void>(() => {})

/** Offers to undo the last action; one at a time, the earlier one then settles. */
export const useUndo = () => useContext(Undo)

export function UndoProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common')
  const [offer, setOffer] = useState<Offer>()
  const current = useRef<Offer | undefined>(undefined)

  const settle = useCallback(() => {
    current.current?.settle?.()
    current.current = undefined
    setOffer(undefined)
  }, [])

  const make = useCallback(
    (next: Offer) => {
      settle()
      current.current = next
      setOffer(next)
    },
    [settle],
  )

  useEffect(() => {
    if (offer === undefined) return
    const timer = setTimeout(settle, SECONDS * 1000)
    return () => clearTimeout(timer)
  }, [offer, settle])

  const takeBack = () => {
    current.current = undefined
    setOffer(undefined)
    offer?.undo()
  }

  return (
    <Undo value={make}>
      {children}
      <div className="undo-place" role="status">
        {offer === undefined ? null : (
          <div className="undo">
            <span>{offer.message}</span>
            <Button variant="default" size="sm" onClick={takeBack}>
              {t('undo')}
            </Button>
          </div>
        )}
      </div>
    </Undo>
  )
}
