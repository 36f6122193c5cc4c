import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import type { Language } from '../../api/contract/common.ts'
import type { OpenForm } from '../../api/contract/response.ts'
import { deviceStore, findDraft } from './draft.ts'
import { knownBrand } from './known-brand.ts'
import { chooseLanguage } from './language.ts'
import type { OpenSurveyProps } from './open-survey.tsx'
import { PageShell } from './page-shell.tsx'
import { TEXTS } from './texts.ts'

interface Arrived {
  readonly form: OpenForm
  readonly OpenSurvey: ComponentType<OpenSurveyProps>
}
type Loaded = Arrived | 'loading' | 'gone' | 'unreachable'

const NO_LANGUAGES: readonly Language[] = ['en', 'zh-Hans', 'zh-Hant']

/** All a respondent ever sees at one address, `/r/:key`. */
export function RespondPage({ address }: { readonly address: string }) {
  const [loaded, setLoaded] = useState<Loaded>('loading')
  const form = typeof loaded === 'object' ? loaded.form : undefined
  const spoken = form?.languages ?? NO_LANGUAGES
  const [chosen, setChosen] = useState<Language>()
  const language = chosen ?? chooseLanguage(wishes(address, form), spoken)
  const texts = TEXTS[language]

  useEffect(() => {
    load(address).then(setLoaded)
  }, [address])

  useEffect(() => {
    document.documentElement.lang = language
    document.title = form === undefined ? texts.title : `${texts.title} · ${form.program}`
  }, [language, texts, form])

  const name = (form && knownBrand(form))?.name ?? form?.program ?? ''
  const shell = (children: ReactNode) => (
    <PageShell
      name={name}
      language={language}
      languages={form === undefined ? [] : spoken}
      onLanguage={setChosen}
    >
      {children}
    </PageShell>
  )
  if (typeof loaded === 'string') {
    return shell(
      <section className="notice" role="status">
        <h1 className="sentence">
          {loaded === 'gone' ? texts.gone : loaded === 'unreachable' ? texts.unreachable : texts.loading}
        </h1>
        {loaded === 'unreachable' && (
          <button type="button" className="button" onClick={() => location.reload()}>
            {texts.again}
          </button>
        )}
      </section>,
    )
  }
  const { form: open, OpenSurvey } = loaded
  if (open.state !== 'open' || open.survey === null) {
    return shell(
      <section className="notice">
        <h1 className="sentence">{open.state === 'planned' ? texts.planned : texts.closed}</h1>
      </section>,
    )
  }
  return shell(<OpenSurvey address={address} form={open} language={language} />)
}

const wishes = (address: string, form: OpenForm | undefined) => [
  new URLSearchParams(location.search).get('language'),
  form === undefined ? undefined : findDraft(deviceStore(), address, form.formNumber)?.language,
  ...navigator.languages,
]

/** SurveyJS is most of the page's weight: it arrives together with the form, after the page itself. */
async function load(address: string): Promise<Loaded> {
  try {
    const arriving = import('./open-survey.tsx')
    const reply = await fetch(`${address}/form`, { headers: { accept: 'application/json' } })
    if (reply.status === 404) return 'gone'
    if (!reply.ok) return 'unreachable'
    const form = (await reply.json()) as OpenForm
    const { OpenSurvey } = await arriving
    return { form, OpenSurvey }
  } catch {
    return 'unreachable'
  }
}
