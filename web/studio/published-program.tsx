import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import { formatDay } from '../i18n/format.ts'
import { LANGUAGE_NAMES } from '../i18n/languages.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { useSession } from '../session.ts'
import { catalogueQuery } from './catalogue.ts'
import { PhonePreview } from './phone-preview.tsx'
import { ProgramAbout } from './program-about.tsx'
import { Waves } from './waves.tsx'

/** Waves first, because that is what people come back for; then what they all have in common. */
export function PublishedProgram({ program }: { program: Program }) {
  const { t } = useTranslation('studio')
  const { t: words } = useTranslation('modules')
  const { may } = useSession()
  return (
    <>
      <PageHeader
        title={program.name}
        above={<Link to="/programs">{t('programs.title')}</Link>}
        lead={program.purpose === '' ? undefined : program.purpose}
        actions={
          may('designer') ? (
            <Button component={Link} to={`/programs/${program.id}/design`} variant="default">
              {words('edit')}
            </Button>
          ) : undefined
        }
      />
      {program.edited ? (
        <Notice>
          {words('edited')}{' '}
          {may('designer') ? (
            <Link to="/programs/$programId/design" params={{ programId: program.id }}>
              {words('edited.go')}
            </Link>
          ) : null}
        </Notice>
      ) : null}
      <Waves program={program} />
      <Frozen program={program} />
      {may('designer') ? <ProgramAbout program={program} /> : null}
    </>
  )
}

function Frozen({ program }: { program: Program }) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  const catalogue = useQuery(catalogueQuery).data
  const { form } = program
  if (form === null) return null

  const instruments = program.modules.map(({ instrument }) => {
    const known = catalogue?.instruments.find(
      ({ name, version }) => name === instrument.name && version === instrument.version,
    )
    return known?.title[language] ?? `${instrument.name} ${instrument.version}`
  })
  const attributes = program.attributes.map(
    (code) => catalogue?.attributes.find((attribute) => attribute.code === code)?.label[language] ?? code,
  )
  const brands = program.brands.toSorted((a, b) => Number(b.own) - Number(a.own) || a.position - b.position)
  return (
    <section className="frozen">
      <div className="frozen-words">
        <h2>{t('frozen.title', { number: form.number })}</h2>
        <p className="quiet">
          {t('frozen.lead', { date: formatDay(form.publishedAt.slice(0, 10), language) })}
        </p>
        <dl className="form-facts">
          <dt>{t('design.instrument')}</dt>
          <dd>{instruments.join(', ')}</dd>
          <dt>{t('design.brands')}</dt>
          <dd>
            {brands.map(({ id, name, own }, place) => (
              <span key={id} className={own ? 'own-brand' : ''}>
                {place > 0 ? ', ' : ''}
                {name}
              </span>
            ))}
          </dd>
          <dt>{t('field.category')}</dt>
          <dd>{program.category[language]}</dd>
          <dt>{t('field.period')}</dt>
          <dd>{program.period[language]}</dd>
          <dt>{t('design.languages')}</dt>
          <dd>{program.languages.map((code) => LANGUAGE_NAMES[code]).join(' · ')}</dd>
          <dt>{t('design.attributes')}</dt>
          <dd>{attributes.length === 0 ? t('frozen.none') : attributes.join(' · ')}</dd>
          <dt>{t('frozen.hash')}</dt>
          <dd>
            <code title={form.contentHash}>{form.contentHash.slice(0, 16)}</code>
          </dd>
        </dl>
      </div>
      {program.edited ? null : <PhonePreview program={program} languages={program.languages} />}
    </section>
  )
}
