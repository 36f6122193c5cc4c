import { z } from 'zod'
import { Id } from './common.ts'

/** As it is read out from a receipt, `8D5E-0F3A-21BC`, in any writing; or the whole id that a file of answers names. */
export const Receipt = z
  .string()
  .max(60)
  .transform((written) => written.replaceAll(/[^0-9a-z]/gi, '').toLowerCase())
  .refine(
    (receipt) => /^([0-9a-f]{12}|[0-9a-f]{32})$/.test(receipt),
    'is not a receipt such as 8D5E-0F3A-21BC',
  )

/** POST /api/waves/:waveId/erase: the answers of whoever holds this receipt, for good. */
export const ReceiptErasure = z.strictObject({ receipt: Receipt })
export type ReceiptErasure = z.infer<typeof ReceiptErasure>

/** GET /api/waves/:waveId/receipts/:receipt */
export const ReceiptHolder = z.strictObject({
  responseId: Id,
  /** Left out of every statistic by a person. */
  excluded: z.boolean(),
})
export type ReceiptHolder = z.infer<typeof ReceiptHolder>
