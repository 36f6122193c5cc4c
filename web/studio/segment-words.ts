import { useQuery } from '@tanstack/react-query'
import { api } from '../api-client.ts'
import { useLanguage } from '../i18n/use-language.ts'

/** What attributes and their values are called; their codes until the catalogue has come. */
export function useSegmentWords() {
  const language = useLanguage()
  const catalogue = useQuery({
    queryKey: ['catalogue'],
    queryFn: api.catalogue,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const find = (code: string) => catalogue.data?.attributes.find((attribute) => attribute.code === code)
  return {
    label: (code: string) => find(code)?.label[language] ?? code,
    value: (code: string, value: string) =>
      find(code)?.values.find((one) => one.value === value)?.title[language] ?? value,
  }
}
