import { useQuery } from '@tanstack/react-query'
import { api } from '../api-client.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useRegisterSegments } from '../register-segments.ts'

/** What attributes and their values are called; their codes until the catalogue has come. */
export function useSegmentWords() {
  const language = useLanguage()
  const catalogue = useQuery({
    queryKey: ['catalogue'],
    queryFn: api.catalogue,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { segments } = useRegisterSegments()
  const known = [...(catalogue.data?.attributes ?? []), ...segments]
  const find = (code: string) => known.find((attribute) => attribute.code === code)
  return {
    label: (code: string) => find(code)?.label[language] ?? code,
    value: (code: string, value: string) =>
      find(code)?.values.find((one) => one.value === value)?.title[language] ?? value,
  }
}
