import type { Result, Router } from 'hono/router'
import { TrieRouter } from 'hono/router/trie-router'

const MOST_KEPT = 1000
const LONGEST_KEPT = 200

/**
 * Hono's router for addresses of any shape, which keeps what it found: while a wave runs, nearly every request asks for
 * one of a few addresses, and looking for the handlers of one costs as much as checking an answer.
 */
export function rememberedRoutes<Handler>(): Router<Handler> {
  const routes = new TrieRouter<Handler>()
  const found = new Map<string, Result<Handler>>()
  return {
    name: 'rememberedRoutes',
    add: (method, path, handler) => {
      found.clear()
      routes.add(method, path, handler)
    },
    match: (method, path) => {
      const address = `${method} ${path}`
      const known = found.get(address)
      if (known !== undefined) return known
      const result = routes.match(method, path)
      if (found.size >= MOST_KEPT) found.clear()
      if (address.length <= LONGEST_KEPT) found.set(address, result)
      return result
    },
  }
}
