/** What is chosen or typed into on the card that is shown, as the page has it. */
export const fieldsOnCard = (): readonly HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>('.card :is(input, textarea)'),
]
