import { Box } from '@mantine/core'
import type { ReactNode } from 'react'

export interface FactTableProps {
  readonly caption: string
  readonly head: readonly string[]
  /** The first cell of a row names it. */
  readonly rows: readonly { readonly id: string; readonly cells: readonly ReactNode[] }[]
}

/** Plain facts in a real table; wide ones scroll inside their frame, also by keyboard. */
export function FactTable({ caption, head, rows }: FactTableProps) {
  return (
    <Box className="fact-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table className="fact-table">
        <caption className="only-heard">{caption}</caption>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells: [name, ...cells] }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {cells.map((cell, i) => (
                <td key={head[i + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  )
}
