import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { StatusWord } from '../parts/status-word.tsx'
import { AttributesField } from './attributes-field.tsx'
import { BrandsField } from './brands-field.tsx'
import { catalogueQuery } from './catalogue.ts'
import { DeleteDraft } from './delete-draft.tsx'
import { LoopField } from './modules/loop-field.tsx'
import { moduleProblems } from './modules/module-problems.ts'
import { ModulesField } from './modules/modules-field.tsx'
import { WelcomeField } from './modules/welcome-field.tsx'
import { PhonePreview } from './phone-preview.tsx'
import { previewQuery } from './preview-query.ts'
import { Publish } from './publish.tsx'
import { SaveState } from './save-state.tsx'
import { useDesign } from './use-design.ts'
import { WordsField } from './words-field.tsx'

/** Designing a draft, or the next form of a published program: the decisions on the left, what respondents will see on the right. */
export function Designer({ program }: { program: Program }) {
  const { t } = useTranslation('studio')
  const { t: words } = useTranslation('modules')
  const catalogue = useQuery(catalogueQuery)
  const preview = useQuery(previewQuery(program.id))
  const { design, change, save, isSaving, error, ...rest } = useDesign(program)
  const instruments = catalogue.data?.instruments
  const asked = instruments === undefined ? [] : moduleProblems(design, instruments)
  const problems = [...rest.problems, ...asked]
  const nameProblem = problems.find(({ field }) => field === 'name')
  const languageProblem = problems.find(({ field }) => field === 'languages')

  return (
    <>
      <PageHeader
        title={design.name.trim() === '' ? t('new.title') : design.name}
        above={
          program.status === 'draft' ? (
            <Link to="/programs">{t('programs.title')}</Link>
          ) : (
            <Link to="/programs/$programId" params={{ programId: program.id }}>
              {words('edit.back')}
            </Link>
          )
        }
        lead={
          <span className="draft-state">
            {program.status === 'draft' ? (
              <StatusWord kind="coming">{t('status.draft')}</StatusWord>
            ) : (
              <StatusWord kind="live">{t('status.published')}</StatusWord>
            )}
            <SaveState isSaving={isSaving} isFailed={error !== null} isComplete={problems.length === 0} />
          </span>
        }
        actions={
          <>
            {program.status === 'draft' ? <DeleteDraft program={program} design={design} /> : null}
            <Publish program={program} problems={problems} save={save} />
          </>
        }
      />
      {error === null ? null : (
        <ErrorNotice error={error} kept={t('design.kept')} onRetry={() => void save().catch(() => {})} />
      )}
      <div className="designer">
        <div className="design">
          <section>
            <TextInput
              label={t('field.name')}
              value={design.name}
              maxLength={200}
              error={nameProblem === undefined ? undefined : t(nameProblem.text)}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <Textarea
              label={t('field.purpose')}
              description={t('field.purpose.hint')}
              autosize
              minRows={2}
              maxLength={2000}
              value={design.purpose}
              onChange={(event) => change({ purpose: event.currentTarget.value })}
            />
          </section>
          {catalogue.data === undefined ? null : (
            <section>
              <h2>{t('design.what')}</h2>
              <ModulesField
                modules={design.modules}
                rotating={design.rotating}
                instruments={catalogue.data.instruments}
                most={catalogue.data.most.modules}
                languages={design.languages}
                minutes={preview.data?.moduleMinutes}
                onChange={change}
              />
            </section>
          )}
          <section>
            <h2>{t('design.brands')}</h2>
            <p className="quiet">{t('design.brands.hint')}</p>
            <BrandsField
              brands={design.brands}
              problems={problems}
              kept={program.status === 'published' ? program.brands.length : 0}
              most={catalogue.data?.most.brands}
              onChange={(brands) => change({ brands })}
            />
            <LoopField
              brands={design.brands.length}
              loop={design.loop}
              problem={problems.find(({ field }) => field === 'loop')}
              onChange={(loop) => change({ loop })}
            />
          </section>
          <section>
            <fieldset className="choice">
              <legend>{t('design.languages')}</legend>
              <p className="quiet">{t('design.languages.hint')}</p>
              <Checkbox.Group
                value={[...design.languages]}
                aria-label={t('design.languages')}
                error={languageProblem === undefined ? undefined : t(languageProblem.text)}
                onChange={(chosen) =>
                  change({ languages: LANGUAGES.filter((language) => chosen.includes(language)) })
                }
              >
                <div className="checks">
                  {LANGUAGES.map((language) => (
                    <Checkbox
                      key={language}
                      value={language}
                      label={LANGUAGE_NAMES[language]}
                      lang={language}
                    />
                  ))}
                </div>
              </Checkbox.Group>
            </fieldset>
          </section>
          <section>
            <h2>{t('design.words')}</h2>
            <WordsField
              field="category"
              words={design.category}
              languages={design.languages}
              problems={problems}
              onChange={(category) => change({ category })}
            />
            <WordsField
              field="period"
              words={design.period}
              languages={design.languages}
              problems={problems}
              onChange={(period) => change({ period })}
            />
          </section>
          {catalogue.data === undefined ? null : (
            <section>
              <AttributesField
                attributes={design.attributes}
                offered={catalogue.data.attributes}
                most={catalogue.data.most.attributes}
                onChange={(attributes) => change({ attributes })}
              />
            </section>
          )}
          <section>
            <h2>{words('words')}</h2>
            <WelcomeField design={design} problems={problems} onChange={change} />
          </section>
        </div>
        <PhonePreview program={program} languages={design.languages} />
      </div>
    </>
  )
}
