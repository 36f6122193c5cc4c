import { Hono } from 'hono'
import { z } from 'zod'
import { Id } from '../contract/common.ts'
import { findRejectedRows } from '../db/imports.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'
import { writeCsv } from '../files/write-csv.ts'
import { validate } from '../validate.ts'
import { allow, type Deps, type Env } from './context.ts'

const Path = z.object({ importId: Id })

export const importRoutes = (deps: Deps) =>
  new Hono<Env>().get(
    '/:importId/rejected.csv',
    allow(deps, 'viewer'),
    validate('param', Path),
    async (c) => {
      const { importId } = c.req.valid('param')
      const rows = await withOrganisation(deps.databases.app, c.get('caller').organisationId, (db) =>
        findRejectedRows(db, importId),
      )
      if (rows === undefined) throw notFound('import')
      const csv = writeCsv(
        ['line', 'column', 'value', 'reason', 'message'],
        rows.map(({ line, column, value, reason, message }) => [line, column, value, reason, message]),
      )
      return c.body(csv, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="rejected-${importId}.csv"`,
      })
    },
  )
