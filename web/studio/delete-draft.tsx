import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import { api } from '../api-client.ts'
import { useUndo } from '../parts/undo.tsx'
import { type Design, savablePart } from './design.ts'

/** Deletes at once; undoing makes the same draft again. */
export function DeleteDraft({ program, design }: { program: Program; design: Design }) {
  const { t } = useTranslation('studio')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const offerUndo = useUndo()
  const restore = useMutation({
    mutationFn: api.createProgram,
    onSuccess: async (again) => {
      await queries.invalidateQueries({ queryKey: ['programs'] })
      await navigate({ to: '/programs/$programId', params: { programId: again.id } })
    },
  })
  const remove = useMutation({
    mutationFn: () => api.deleteProgram(program.id),
    onSuccess: async () => {
      const {
        id: _id,
        status: _status,
        form: _form,
        createdAt: _made,
        updatedAt: _changed,
        ...saved
      } = program
      const fields = new Set(Object.keys(design) as (keyof typeof design)[])
      const brands = saved.brands.map(({ name, own }) => ({ name, own }))
      const draft = { ...saved, brands, ...savablePart(design, fields) }
      await navigate({ to: '/programs' })
      await queries.invalidateQueries({ queryKey: ['programs'] })
      offerUndo({
        message: t('design.deleted', { name: program.name }),
        undo: () => restore.mutate(draft),
      })
    },
  })
  return (
    <Button
      variant="subtle"
      className="quiet-button"
      loading={remove.isPending}
      onClick={() => remove.mutate()}
    >
      {t('design.delete')}
    </Button>
  )
}
