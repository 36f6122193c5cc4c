import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Collector } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { fileName } from '../parts/file-name.ts'
import { Icon } from '../parts/icon.tsx'
import { EmbedWay } from './embed-way.tsx'

interface WayProps {
  readonly programId: string
  readonly collector: Collector
  /** What it is called: the brand it asks about, or all of them. */
  readonly brand: string
  readonly mayChange: boolean
}

/** One link: to copy, open, print, hang up, or show in pages of one's own. */
export function Way({ programId, collector, brand, mayChange }: WayProps) {
  const { t } = useTranslation('studio')
  const { t: ways } = useTranslation('ways')
  const { t: common } = useTranslation('common')
  const svg = api.qrAddress(collector.id)
  return (
    <div className="way">
      <a
        href={svg}
        download={fileName(brand, 'svg')}
        aria-label={`${ways('svg.save')}: ${brand}`}
        className="qr"
      >
        <img src={svg} alt={t('ways.qr', { brand })} width={112} height={112} />
      </a>
      <div className="way-words">
        <div className="way-name">
          <h3>{brand}</h3>
          <span className="quiet">{t('ways.answers', { count: collector.responses })}</span>
        </div>
        <CopyField label={t('ways.link', { brand })} hideLabel value={collector.url} />
        <div className="way-links">
          <a href={collector.url} target="_blank" rel="noreferrer" aria-label={`${common('open')}: ${brand}`}>
            {common('open')} <Icon name="open" size={14} />
          </a>
          <Link
            to="/programs/$programId/waves/$waveId/sheet/$collectorId"
            params={{ programId, waveId: collector.waveId, collectorId: collector.id }}
            aria-label={`${ways('sheet')}: ${brand}`}
          >
            {ways('sheet')}
          </Link>
          <a
            href={api.qrPngAddress(collector.id)}
            download={fileName(brand, 'png')}
            aria-label={`${ways('png.save')}: ${brand}`}
          >
            {ways('png.save')}
          </a>
          <a href={svg} download={fileName(brand, 'svg')} aria-label={`${ways('svg.save')}: ${brand}`}>
            {ways('svg.save')}
          </a>
        </div>
        {mayChange ? <EmbedWay collector={collector} brand={brand} /> : null}
      </div>
    </div>
  )
}
