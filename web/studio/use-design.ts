import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Program } from '../../api/contract/program.ts'
import { api } from '../api-client.ts'
import { type Design, designOf, problemsOf, savablePart } from './design.ts'
import { takeTurns } from './take-turns.ts'

const PAUSE = 600

/** A draft that saves itself: shortly after the last keystroke, one request at a time, and before leaving. */
export function useDesign(program: Program) {
  const queries = useQueryClient()
  const [design, setDesign] = useState(() => designOf(program))
  const latest = useRef(design)
  const changed = useRef(new Set<keyof Design>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [turn] = useState(takeTurns)
  const isSending = useRef(false)

  const { mutateAsync, isPending, error } = useMutation({
    scope: { id: `design-${program.id}` },
    mutationFn: (fields: ReadonlySet<keyof Design>) =>
      api.changeProgram(program.id, savablePart(latest.current, fields)),
    onError: (_, fields) => {
      for (const field of fields) changed.current.add(field)
    },
    onSuccess: async (saved) => {
      queries.setQueryData(['program', program.id], saved)
      await queries.invalidateQueries({ queryKey: ['preview', program.id] })
      await queries.invalidateQueries({ queryKey: ['programs'] })
    },
  })

  /** Saves what can be saved, after what is on its way; true when nothing is left that the server has not got. */
  const save = useCallback(() => {
    clearTimeout(timer.current)
    return turn(async () => {
      const fields = new Set(
        [...changed.current].filter(
          (field) => Object.keys(savablePart(latest.current, new Set([field]))).length,
        ),
      )
      for (const field of fields) changed.current.delete(field)
      isSending.current = fields.size > 0
      if (fields.size > 0) {
        await mutateAsync(fields).finally(() => {
          isSending.current = false
        })
      }
      return changed.current.size === 0
    })
  }, [turn, mutateAsync])

  const change = useCallback(
    (part: Partial<Design>) => {
      latest.current = { ...latest.current, ...part }
      setDesign(latest.current)
      for (const field of Object.keys(part) as (keyof Design)[]) changed.current.add(field)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save().catch(() => {}), PAUSE)
    },
    [save],
  )

  useEffect(() => {
    const saveNow = () => void save().catch(() => {})
    const warn = (event: BeforeUnloadEvent) => {
      if (changed.current.size === 0 && !isSending.current) return
      saveNow()
      event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('beforeunload', warn)
      saveNow()
    }
  }, [save])

  return { design, change, save, isSaving: isPending, error, problems: problemsOf(design) }
}
