import { useQuery } from '@tanstack/react-query'
import type { Call } from '../../api/contract/call.ts'
import { attributeWords } from '../contacts/contact-words.ts'
import { contactsApi } from '../contacts/contacts-api.ts'
import { LANGUAGE_NAMES } from '../i18n/languages.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useSession } from '../session.ts'
import { GREETING } from './default-texts.ts'

/** What is known of the person, in the words of the register. */
export function CallFacts({ call }: { call: Call }) {
  const language = useLanguage()
  const { data = [] } = useQuery({ queryKey: ['contacts', 'attributes'], queryFn: contactsApi.attributes })
  return (
    <ul className="call-facts quiet">
      {call.language === null ? null : <li>{LANGUAGE_NAMES[call.language]}</li>}
      {call.brand === null ? null : <li>{call.brand}</li>}
      {attributeWords(call, data, language).map(({ key, title, value }) => (
        <li key={key}>
          {title}: {value}
        </li>
      ))}
    </ul>
  )
}

/** The first sentences on the telephone, in the language of whoever picks it up. `about`: the brands asked about. */
export function CallGreeting({ call, about }: { call: Call; about: string }) {
  const { user, organisation } = useSession()
  const own = useLanguage()
  const spoken = call.language ?? own
  const { known, unknown, purpose } = GREETING[spoken]
  const words = { person: call.name, caller: user?.name ?? '', firm: organisation?.name ?? '', about }
  const say = (sentence: string) =>
    sentence.replaceAll(/\{(person|caller|firm|about)\}/g, (_, word: keyof typeof words) => words[word])
  return (
    <blockquote className="call-greeting" lang={spoken}>
      <p>{say(call.name === '' ? unknown : known)}</p>
      <p>{say(purpose)}</p>
    </blockquote>
  )
}
