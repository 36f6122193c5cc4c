import type { ReactNode } from 'react'

interface DrawingProps {
  /** What those read who cannot see it. */
  readonly title: string
  /** In pixels, and in units of the drawing. */
  readonly width: number
  readonly height: number
  readonly children: ReactNode
}

/** The sheet every chart is drawn on. */
export function Drawing({ title, width, height, children }: DrawingProps) {
  return (
    <svg
      role="img"
      aria-label={title}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="chart"
    >
      {children}
    </svg>
  )
}
