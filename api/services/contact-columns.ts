import type { ContactAttribute } from '../contract/contact.ts'
import { CONTACT_FIELDS, type ContactMapping } from '../contract/contact-import.ts'
import { ApiError } from '../errors.ts'

export const ATTRIBUTE = 'attribute:'

/**
 * What columns are called in files that people have, without spaces, marks and case. `No.`, `ID` and 编号 are none of
 * these: in most lists they number the rows, and no. 1 of one list is somebody else than no. 1 of another.
 */
const HEADINGS: Readonly<Record<(typeof CONTACT_FIELDS)[number], readonly string[]>> = {
  'customer-number': [
    ...['customernumber', 'customerno', 'customerid', 'customercode', 'clientnumber', 'clientid', 'memberid'],
    ...['客户编号', '客户号', '客户代码', '会员号', '会员编号', '客戶編號', '客戶代碼', '會員編號'],
  ],
  name: [
    ...['name', 'fullname', 'customername', 'contact', 'contactname', 'firstname', 'lastname', 'surname'],
    ...['givenname', 'familyname', '姓名', '客户姓名', '客户名称', '联系人', '名称', '客戶姓名', '客戶名稱'],
    ...['聯絡人', '名稱', '姓', '名'],
  ],
  email: [
    'email',
    'mail',
    'emailaddress',
    '邮箱',
    '电子邮件',
    '邮件',
    '電子郵件',
    '電郵',
    '信箱',
    '邮箱地址',
  ],
  phone: [
    ...['phone', 'mobile', 'tel', 'telephone', 'phonenumber', 'mobilephone', 'mobilenumber', 'cell'],
    ...['手机', '手机号', '手机号码', '电话', '联系电话', '手機', '手機號碼', '電話', '聯絡電話'],
  ],
  language: ['language', 'lang', '语言', '語言'],
  consent: ['consent', 'optin', '同意', '授权', '授權'],
  unsubscribed: ['unsubscribed', 'optout', 'unsubscribe', '退订', '已退订', '退訂', '已退訂'],
  batch: ['batch', 'group', '批次', '分组', '分組'],
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_\-.:/()*]/g, '')

/** Which column says what, by its heading, in any of the three languages; null: left out. */
export function matchColumns(
  columns: readonly string[],
  attributes: readonly ContactAttribute[],
): ContactMapping {
  const taken = new Set<string>()
  return Object.fromEntries(
    columns.map((column) => {
      const heading = plain(column)
      const own = attributes.find(({ key, title }) =>
        [key, ...Object.values(title)].some((name) => plain(name) === heading),
      )
      const field = CONTACT_FIELDS.find(
        (field) => HEADINGS[field].includes(heading) || plain(field) === heading,
      )
      const target = own === undefined ? field : `${ATTRIBUTE}${own.key}`
      if (target === undefined || (taken.has(target) && target !== 'name')) return [column, null]
      taken.add(target)
      return [column, target]
    }),
  )
}

/** The mapping a person chose, with every column of the file in it; throws an ApiError 422 that names what does not fit. */
export function checkColumns(
  mapping: ContactMapping,
  columns: readonly string[],
  attributes: readonly ContactAttribute[],
): ContactMapping {
  const targets = new Set<string>([...CONTACT_FIELDS, ...attributes.map(({ key }) => `${ATTRIBUTE}${key}`)])
  const taken = new Map<string, string>()
  const known = new Set(columns)
  for (const [column, target] of Object.entries(mapping)) {
    if (!known.has(column)) throw wrong(column, 'the file has no such column')
    if (target === null) continue
    if (!targets.has(target)) throw wrong(column, `contacts have no "${target}"`)
    const other = taken.get(target)
    if (other !== undefined && target !== 'name') throw wrong(column, `"${target}" is "${other}" already`)
    taken.set(target, column)
  }
  // A column may be called `constructor`: only what the mapping itself says counts.
  const chosen = new Map(Object.entries(mapping))
  return Object.fromEntries(columns.map((column) => [column, chosen.get(column) ?? null]))
}

const wrong = (column: string, what: string) =>
  new ApiError(422, 'wrong-mapping', `mapping: column "${column}": ${what}`)
