const RIVALS = ['var(--rival-1)', 'var(--rival-2)', 'var(--rival-3)'] as const

/** Okabe–Ito without its yellow and without the greens next to our own teal. */
const POINTED = ['#0072b2', '#d55e00', '#cc79a7', '#56b4e9', '#e69f00'] as const

/** Own brand teal; a competitor grey until it is pointed at. `rank`: its place among the competitors. */
export function brandColour(
  brand: { readonly own: boolean; readonly rank: number },
  pointed = false,
): string {
  if (brand.own) return 'var(--own)'
  const colours = pointed ? POINTED : RIVALS
  return colours[brand.rank % colours.length] ?? 'var(--rival-1)'
}
