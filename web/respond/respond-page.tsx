import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { Language } from '../../api/contract/common.ts'
import type { OpenForm } from '../../api/contract/response.ts'
import { deviceStore, findDraft } from './draft.ts'
import { chooseLanguage } from './language.ts'
import { OpenSurvey } from './open-survey.tsx'
import { PageShell } from './page-shell.tsx'
import { knownBrand } from './survey-model.ts'
import { TEXTS } from './texts.ts'

type Loaded = { readonly form: OpenForm } | 'loading' | 'gone' | 'unreachable'

const NO_LANGUAGES: readonly Language[] = ['en', 'zh-Hans', 'zh-Hant']

/** All a respondent ever sees at one address, `/r/:key`. */
export function RespondPage({ address }: { readonly address: string }) {
  const [loaded, setLoaded] = useState<Loaded>('loading')
  const form = typeof loaded === 'object' ? loaded.form : undefined
  const spoken = form?.languages ?? NO_LANGUAGES
  const [chosen, setChosen] = useState<Language>()
  const language = chosen ?? chooseLanguage(wishes(address, form), spoken)
  const texts = TEXTS[language]

  const load = useCallback(() => {
    setLoaded('loading')
    loadForm(address).then(setLoaded)
  }, [address])
  useEffect(load, [load])

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
  if (form === undefined) {
    return shell(
      <section className="notice" role="status">
        <h1 className="sentence">
          {loaded === 'gone' ? texts.gone : loaded === 'unreachable' ? texts.unreachable : texts.loading}
        </h1>
        {loaded === 'unreachable' && (
          <button type="button" className="button" onClick={load}>
            {texts.again}
          </button>
        )}
      </section>,
    )
  }
  if (form.state !== 'open' || form.survey === null) {
    return shell(
      <section className="notice">
        <h1 className="sentence">{form.state === 'planned' ? texts.planned : texts.closed}</h1>
      </section>,
    )
  }
  return shell(<OpenSurvey address={address} form={form} language={language} />)
}

const wishes = (address: string, form: OpenForm | undefined) => [
  new URLSearchParams(location.search).get('language'),
  form === undefined ? undefined : findDraft(deviceStore(), address, form.formNumber)?.language,
  ...navigator.languages,
]

async function loadForm(address: string): Promise<Loaded> {
  try {
    const reply = await fetch(`${address}/form`, { headers: { accept: 'application/json' } })
    if (reply.status === 404) return 'gone'
    return reply.ok ? { form: (await reply.json()) as OpenForm } : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
