import type { Submission } from '../api/contract/response.ts'
import { uuidv7 } from '../api/ids.ts'

const MOBILE_ITEMS = [
  ...['imag1', 'imag2', 'imag3', 'imag4', 'imag5', 'cuex1', 'cuex2', 'cuex3'],
  ...['perq1', 'perq2', 'perq3', 'perq4', 'perq5', 'perq6', 'perq7', 'perv1', 'perv2'],
  ...['cusa1', 'cusa2', 'cusa3', 'cusco', 'cusl1', 'cusl2', 'cusl3'],
]

/** A complete, valid submission for the mobile-phone form. */
export const submission = (answers: Record<string, unknown> = {}, id: string = uuidv7()): Submission => ({
  id,
  language: 'en',
  answers: { ...Object.fromEntries(MOBILE_ITEMS.map((item, i) => [item, (i % 10) + 1])), ...answers },
})
