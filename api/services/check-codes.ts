import { codeKey, isAnswer, isText, type OwnCode, type TargetColumn } from '../../stats/coding/own-codes.ts'
import { ApiError } from '../errors.ts'

/**
 * Refuses codes that a file cannot have: in a column that it lacks or that answers no question, for what is an answer
 * there, for an answer that there is not, or with two meanings at once. `columns`: of the file; `answered`: those that go to a question. Throws an
 * ApiError 422.
 */
export function checkCodes(
  codes: readonly OwnCode[],
  columns: readonly string[],
  special: readonly string[],
  answered: readonly TargetColumn[],
): void {
  const given = new Set<string>()
  for (const { value, columns: named, answer } of codes) {
    for (const name of named ?? [undefined]) {
      const place = JSON.stringify([codeKey(value), name])
      if (given.has(place)) throw wrong(value, `is given two meanings${name === undefined ? '' : in_(name)}`)
      given.add(place)
    }
    if (named === undefined) {
      const scales = answered.filter((column) => !isText(column))
      if (scales.length > 0 && scales.every((column) => isAnswer(column, value))) {
        throw wrong(value, 'is an answer in every column; it can mean nothing else')
      }
    }
    for (const name of named ?? []) {
      if (!columns.includes(name)) throw wrong(value, `the file has no column "${name}"`)
      if (special.includes(name)) throw wrong(value, `column "${name}" answers no question`)
      const column = answered.find(({ column }) => column === name)
      if (column !== undefined && !isText(column) && isAnswer(column, value)) {
        const of = column.target.code
        throw wrong(value, `is an answer to ${of}${in_(name)}; it can mean nothing else there`)
      }
      if (column !== undefined && answer !== undefined && !isAnswer(column, answer)) {
        throw wrong(value, `"${answer}" is no answer to ${column.target.code}${in_(name)}`)
      }
    }
  }
}

const in_ = (name: string) => ` in column "${name}"`

const wrong = (value: string, what: string) => new ApiError(422, 'wrong-code', `codes: "${value}": ${what}`)
