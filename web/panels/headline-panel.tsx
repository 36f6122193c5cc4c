import { useContext } from 'react'
import { brandColour } from '../charts/colours.ts'
import { IndexStrip } from '../charts/index-strip.tsx'
import { isAlike, type LeagueEntry } from './league.ts'
import { PageCaption } from './panel.tsx'
import { reasonText } from './subject.ts'
import { useWords } from './words.ts'

export interface HeadlinePanelProps {
  readonly entry: LeagueEntry
  readonly wave: string
  /** Indices of the other brands in this wave. */
  readonly rivals: readonly number[]
  /** Verdicts in words: since the wave before, and against the others. */
  readonly verdicts: readonly string[]
  /** The margin is by formula, before any resampling. */
  readonly quick: boolean
}

/** The one number, its margin, and what to think of it. */
export function HeadlinePanel({ entry, wave, rivals, verdicts, quick }: HeadlinePanelProps) {
  const words = useWords()
  const { t, index, margin, count, range } = words
  const n = count(entry.sampleSize)
  const caption = useContext(PageCaption)
  return (
    <section className="headline" aria-labelledby="headline">
      <h2 id="headline">{t('headline.question', { brand: entry.name })}</h2>
      {entry.index.ok ? (
        <>
          <div className="headline-row">
            <p
              className={entry.base === 'small-base' ? 'headline-number headline-hollow' : 'headline-number'}
            >
              {index(entry.index.value.value)}
              <span className="headline-margin">
                {entry.index.value.interval ? margin(entry.index.value.interval) : t('headline.noMargin')}
              </span>
            </p>
            <div className="headline-words">
              {verdicts.map((verdict) => (
                <p key={verdict}>{verdict}</p>
              ))}
              {isAlike(entry) && <p>{t('headline.alike')}</p>}
              {entry.base === 'small-base' && <p>{t('headline.small', { count: n })}</p>}
              {entry.base === 'indicative' && <p>{t('headline.indicative')}</p>}
            </div>
          </div>
          <IndexStrip
            title={t('headline.strip', {
              brand: entry.name,
              value: words.estimate(entry.index.value.value, entry.index.value.interval),
            })}
            estimate={{
              value: entry.index.value.value,
              ...(entry.index.value.interval ?? {}),
            }}
            rivals={rivals}
            colour={brandColour(entry, true)}
            tick={count}
          />
          <p className="panel-note">
            {t('headline.scale', { wave, count: n })}
            {entry.index.value.interval &&
              ` · ${t(quick ? 'headline.intervalQuick' : 'headline.interval', { range: range(entry.index.value.interval) })}`}
            {caption !== undefined && ` · ${caption}`}
          </p>
        </>
      ) : (
        <p className="headline-none">
          {entry.index.reason === 'too-few-answers'
            ? t('headline.tooFew', { count: n })
            : t('headline.none', { brand: entry.name, reason: reasonText(entry.index, words) })}
        </p>
      )}
    </section>
  )
}
