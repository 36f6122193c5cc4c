const CODE = /^[a-z0-9][\w.-]*: /

/** What is wrong with a cell, without the code of the question that its message begins with: its column is named already. */
export const withoutCode = (message: string): string => message.replace(CODE, '')
