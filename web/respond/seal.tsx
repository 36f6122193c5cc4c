/** Manyi's mark: 满 in white on a vermilion square. */
export function Seal() {
  return (
    <span className="seal" role="img" aria-label="Manyi 满意">
      满
    </span>
  )
}
