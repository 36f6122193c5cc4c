import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isLanguage, type Language, preferredLanguage } from './languages.ts'

const NAMESPACES = [
  'common',
  'studio',
  'admin',
  'results',
  'modules',
  'contacts',
  'fieldwork',
  'invitations',
  'ways',
  'importing',
  'replacing',
] as const
type Namespace = (typeof NAMESPACES)[number]

/** Each file exports its texts under its own name: `en/studio.ts` exports `studio`. */
type TextFile = Readonly<Partial<Record<Namespace, Readonly<Record<string, string>>>>>
const files = import.meta.glob<TextFile>(
  './{en,zh-hans,zh-hant}/{common,studio,admin,results,modules,contacts,fieldwork,invitations,ways,importing,replacing}.ts',
)

const STORED = 'manyi.language'

/** Loads the reader's language before the first page shows, so no key and no foreign word flashes by. */
export async function startI18n(): Promise<void> {
  const language = storedLanguage() ?? preferredLanguage(navigator.languages)
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: NAMESPACES,
    defaultNS: 'common',
    keySeparator: false,
    interpolation: { escapeValue: false },
    resources: { [language]: await texts(language) },
  })
  document.documentElement.lang = language
}

export async function changeLanguage(language: Language): Promise<void> {
  for (const [namespace, bundle] of Object.entries(await texts(language))) {
    i18next.addResourceBundle(language, namespace, bundle)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(STORED, language)
}

async function texts(language: Language): Promise<Record<string, Readonly<Record<string, string>>>> {
  const bundles = await Promise.all(
    NAMESPACES.map(async (namespace) => {
      const load = files[`./${language.toLowerCase()}/${namespace}.ts`]
      return [namespace, (await load?.())?.[namespace] ?? {}] as const
    }),
  )
  return Object.fromEntries(bundles)
}

function storedLanguage(): Language | undefined {
  const stored = localStorage.getItem(STORED)
  return isLanguage(stored) ? stored : undefined
}
