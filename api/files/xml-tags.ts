/** Attributes by their names, without prefixes. */
export type XmlAttributes = Readonly<Partial<Record<string, string>>>

/** No name, format or address in a workbook is longer; what is, is no tag of one. */
const LONGEST = 4000
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' }

/** The opening tags of one name in a small XML file, in their order: all that the tables of a workbook are made of. */
export function xmlTags(xml: string, name: string): XmlAttributes[] {
  const value = `"[^"]{0,${LONGEST}}"|'[^']{0,${LONGEST}}'`
  const tag = new RegExp(`<(?:\\w+:)?${name}((?:\\s+[\\w:.-]{1,60}\\s?=\\s?(?:${value})){0,60})\\s*/?>`, 'g')
  const attribute = new RegExp(`([\\w.-]{1,60})\\s?=\\s?(${value})`, 'g')
  return [...xml.matchAll(tag)].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(attribute)].map(([, name = '', quoted = '']) => [
        name,
        decoded(quoted.slice(1, -1)),
      ]),
    ),
  )
}

const decoded = (text: string) =>
  text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, named) => {
    if (named !== undefined) return ENTITIES[named] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
