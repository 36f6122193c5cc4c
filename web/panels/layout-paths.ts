import { Graph, layout } from '@dagrejs/dagre'
import type { Point } from '../charts/path-diagram.tsx'

export interface PathLayoutInput {
  readonly nodes: readonly { readonly id: string; readonly width: number; readonly height: number }[]
  readonly edges: readonly { readonly id: string; readonly from: string; readonly to: string }[]
  /** `across` on a wide page, `down` on a phone. */
  readonly direction: 'across' | 'down'
}

export interface PathLayout {
  readonly width: number
  readonly height: number
  readonly nodes: Readonly<Record<string, Point>>
  readonly edges: Readonly<Record<string, { readonly points: readonly Point[]; readonly labelAt: Point }>>
}

const LABEL = { width: 44, height: 18 } as const

/** Places for constructs and arrows so that causes come before effects and labels have room. */
export function layoutPaths({ nodes, edges, direction }: PathLayoutInput): PathLayout {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({
    rankdir: direction === 'across' ? 'LR' : 'TB',
    nodesep: direction === 'across' ? 28 : 16,
    edgesep: 14,
    ranksep: direction === 'across' ? 30 : 22,
    marginx: 8,
    marginy: 8,
  })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  for (const { id, from, to } of edges) graph.setEdge(from, to, { ...LABEL, labelpos: 'c' }, id)
  layout(graph)

  const size = graph.graph() as { width?: number; height?: number }
  const places = edges.map(({ id, from, to }) => {
    const { points, x, y } = graph.edge({ v: from, w: to, name: id }) as {
      points: Point[]
      x: number
      y: number
    }
    return [id, { points: points.map(point), labelAt: { x, y } }] as const
  })
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    nodes: Object.fromEntries(nodes.map(({ id }) => [id, point(graph.node(id) as Point)])),
    edges: Object.fromEntries(places),
  }
}

const point = ({ x, y }: Point): Point => ({ x, y })
