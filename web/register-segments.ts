import { useQuery } from '@tanstack/react-query'
import type { ContactAttribute } from '../api/contract/contact.ts'
import type { AttributeSummary } from '../api/contract/program.ts'
import { request } from './api-client.ts'
import { titleOf } from './contacts/contact-words.ts'
import type { Language } from './i18n/languages.ts'

const LANGUAGES: readonly Language[] = ['en', 'zh-Hans', 'zh-Hant']

/** What the register knows of those invited, in the shape of what a form asks; only where the values are listed. */
export function useRegisterSegments() {
  const { data = [], isPending } = useQuery({
    queryKey: ['contacts', 'attributes'],
    queryFn: async () =>
      (await request<{ attributes: ContactAttribute[] }>('GET', '/api/contacts/attributes')).attributes,
  })
  const segments = data.filter(({ values }) => values.length > 0).map(asSummary)
  return { segments, isPending }
}

function asSummary(attribute: ContactAttribute): AttributeSummary {
  const words = (titled: Parameters<typeof titleOf>[0], otherwise: string) =>
    Object.fromEntries(
      LANGUAGES.map((language) => [language, titleOf(titled, language, otherwise)]),
    ) as AttributeSummary['label']
  const title = words(attribute, attribute.key)
  return {
    code: attribute.key,
    label: title,
    title,
    values: attribute.values.map((value) => ({ value: value.code, title: words(value, value.code) })),
  }
}
