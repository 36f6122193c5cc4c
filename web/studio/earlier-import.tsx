import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, NamedImport } from '../../api/contract/import.ts'
import type { Brand } from '../../api/contract/program.ts'
import { api } from '../api-client.ts'
import { formatList, formatMoment } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Dialog } from '../parts/dialog.tsx'
import { CodesSaid } from './codes-said.tsx'
import { ImportWords } from './import-done.tsx'
import { TakeBackImport } from './take-back-import.tsx'

interface EarlierImportProps {
  readonly made: Import
  readonly brands: readonly Brand[]
}

/** What became of an import, and the way to take it back or to let it in again. */
export function EarlierImport({ made, brands }: EarlierImportProps) {
  const { t } = useTranslation('studio')
  const { t: replacing } = useTranslation('replacing')
  const language = useLanguage()
  const [deciding, setDeciding] = useState(false)
  const close = () => setDeciding(false)
  const isOut = made.standing === 'out'
  const mayDecide = isOut ? made.replacedBy.length === 0 : made.traced && made.added > 0
  return (
    <li className={isOut ? 'import-out' : undefined}>
      <div>
        <p>
          <ImportWords done={made} /> <span className="quiet">{formatMoment(made.createdAt, language)}</span>
        </p>
        <Standing made={made} />
        <CodesSaid codes={made.codes} />
      </div>
      <div className="earlier-actions">
        {made.rejectedRows === 0 ? null : (
          <a
            href={api.rejectedAddress(made.id)}
            download
            aria-label={`${t('import.rejected-file')}: ${made.fileName}`}
          >
            {t('import.rejected-file')}
          </a>
        )}
        {mayDecide ? (
          <Button
            variant="default"
            size="sm"
            aria-label={`${replacing(isOut ? 'in.open' : 'back.open')} ${made.fileName}`}
            onClick={() => setDeciding(true)}
          >
            {replacing(isOut ? 'in.open' : 'back.open')}
          </Button>
        ) : null}
      </div>
      {/* Also there when it is closed: it gives the focus back to the button. */}
      <Dialog
        opened={deciding}
        title={replacing(isOut ? 'in.title' : 'back.title', { name: made.fileName })}
        onClose={close}
      >
        {deciding ? <TakeBackImport made={made} brands={brands} takenBack={!isOut} onClose={close} /> : null}
      </Dialog>
    </li>
  )
}

/** Who took it back and why, what came in its place, or why it cannot be taken back. */
function Standing({ made }: { made: Import }) {
  const { t } = useTranslation('replacing')
  const language = useLanguage()
  const { decision, standing, replacedBy, replaces, traced, added } = made
  const isOut = standing === 'out'
  const names = (imports: readonly NamedImport[]) =>
    formatList(
      imports.map(({ fileName: name, createdAt }) =>
        t('named', { name, day: formatMoment(createdAt, language) }),
      ),
      language,
    )
  const sentences = [
    ...(decision === null ? [] : [decided(decision)]),
    ...(decision === null || decision.note === '' ? [] : [t('note', { note: decision.note })]),
    ...(isOut && replacedBy.length > 0 ? [t('replaced', { name: names(replacedBy) })] : []),
    ...(isOut && replacedBy.length === 0 ? [t('next')] : []),
    ...(!isOut && replaces.length > 0 ? [t('replaces', { name: names(replaces) })] : []),
    ...(!traced && added > 0 ? [t('untraced')] : []),
  ]
  return sentences.map((sentence) => (
    <p key={sentence} className="quiet small">
      {sentence}
    </p>
  ))

  function decided({ reason, by, at }: NonNullable<Import['decision']>): string {
    const said = { at: formatMoment(at, language), reason: t(`reason.${reason}`) }
    const key = isOut ? 'out' : 'let-in'
    return by === null ? t(key, said) : t(`${key}.by`, { ...said, by })
  }
}
