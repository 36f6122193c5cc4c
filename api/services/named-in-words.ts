/** An import as sentences name it: its file and the day it came. */
export const namedInWords = ({ fileName, createdAt }: { fileName: string; createdAt: Date }): string =>
  `"${fileName}" of ${createdAt.toISOString().slice(0, 10)}`
