import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CodedChoice } from '../../api/contract/import-codes.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { textIn } from '../respond/words.ts'
import type { Meant } from './chosen-codes.ts'

/** In the order of the list; an answer is one of the choices. */
export const MEANINGS = ['error', 'dont_know', 'not_applicable', 'refused', 'empty'] as const
const ANSWER = 'answer:'

interface CodeMeaningProps {
  readonly label: string
  /** What it is about stands beside it: the label is for those who do not see that. */
  readonly isNamedAside?: boolean
  readonly meant: Meant
  readonly choices?: readonly CodedChoice[]
  readonly onChoose: (meant: Meant) => void
}

/** What one value of a file means: nothing that is known, a way not to answer, or one of the choices. */
export function CodeMeaning({
  label,
  isNamedAside = false,
  meant,
  choices = [],
  onChoose,
}: CodeMeaningProps) {
  const { t } = useTranslation('importing')
  const language = useLanguage()
  const meanings = MEANINGS.map((meaning) => ({ value: meaning as string, label: t(`means.${meaning}`) }))
  const answers = choices.map(({ value, text }) => ({
    value: `${ANSWER}${value}`,
    label: textIn(text, language),
  }))
  const choose = (value: string) => {
    if (value.startsWith(ANSWER)) onChoose({ means: 'answer', answer: value.slice(ANSWER.length) })
    else onChoose({ means: MEANINGS.find((meaning) => meaning === value) ?? 'error' })
  }
  return (
    <NativeSelect
      size="sm"
      {...(isNamedAside ? { 'aria-label': label } : { label })}
      value={meant.answer === undefined ? meant.means : `${ANSWER}${meant.answer}`}
      data={answers.length === 0 ? meanings : [...meanings.slice(0, 1), ...answers, ...meanings.slice(1)]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  )
}
