const BRANDS = [
  { at: 262, margin: 22, own: false },
  { at: 214, margin: 18, own: true },
  { at: 196, margin: 24, own: false },
  { at: 118, margin: 28, own: false },
]

/** A picture of what Manyi answers, without numbers because nothing has been measured yet. */
export function WelcomeChart({ title }: { title: string }) {
  return (
    <svg role="img" aria-label={title} viewBox="0 0 360 136" className="welcome-chart">
      {BRANDS.map(({ at, margin, own }, row) => (
        <g key={at} transform={`translate(0, ${20 + row * 30})`} className={own ? 'own' : 'rival'}>
          <line x1={0} x2={360} className="ground" />
          <line x1={at - margin} x2={at + margin} className="margin" />
          <circle cx={at} r={own ? 7 : 5} />
        </g>
      ))}
    </svg>
  )
}
