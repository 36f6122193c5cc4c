import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface DialogProps {
  readonly opened: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** One question above the page. Mantine's own head is a second banner landmark, so ours is a plain box. */
export function Dialog({ opened, title, onClose, children }: DialogProps) {
  const { t } = useTranslation('common')
  return (
    <Modal.Root opened={opened} onClose={onClose} centered radius={12} transitionProps={{ duration: 120 }}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content>
        <div className="dialog-head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} size={40} />
        </div>
        <Modal.Body className="dialog">{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
