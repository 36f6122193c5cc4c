import type { Db } from '../../api/db/database.ts'

/** The database, which goes away after so many transactions of whoever is handed this. */
export function dyingAfter(db: Db, transactions: number): Db {
  let left = transactions
  return new Proxy(db, {
    get(target, name, receiver) {
      if (name === 'transaction' && left-- <= 0) {
        throw Object.assign(new Error('Connection terminated'), { code: '57P01' })
      }
      const value = Reflect.get(target, name, receiver)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
