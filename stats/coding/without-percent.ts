/** The figure of "12.5 %", where it is said to be percent anyway; any other text as it is. */
export const withoutPercent = (text: string): string => text.replace(/(?<=\d)\s?[%％]\s*$/, '')
