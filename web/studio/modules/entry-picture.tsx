import { Button, FileButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Entry } from '../../../api/forms/read-parameters.ts'
import { api } from '../../api-client.ts'
import { ErrorNotice } from '../../parts/error-notice.tsx'

interface EntryPictureProps {
  readonly entry: Entry
  readonly number: number
  readonly onChange: (entry: Entry) => void
}

/** A picture shown above the question: kept by us, never fetched from elsewhere. */
export function EntryPicture({ entry, number, onChange }: EntryPictureProps) {
  const { t } = useTranslation('modules')
  const upload = useMutation({
    mutationFn: api.uploadPicture,
    onSuccess: ({ id }) => onChange({ ...entry, picture: id }),
  })
  if (entry.picture !== undefined) {
    return (
      <div className="entry-picture">
        <img src={api.pictureAddress(entry.picture)} alt={t('picture.of', { number })} height={72} />
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            const { picture: _, ...others } = entry
            onChange(others)
          }}
        >
          {t('picture.remove')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <FileButton
        accept="image/png,image/jpeg,image/webp"
        onChange={(file) => {
          if (file !== null) upload.mutate(file)
        }}
      >
        {(props) => (
          <Button {...props} variant="subtle" size="compact-sm" loading={upload.isPending}>
            {t('picture.add')}
          </Button>
        )}
      </FileButton>
      {upload.error === null ? null : <ErrorNotice error={upload.error} />}
    </>
  )
}
