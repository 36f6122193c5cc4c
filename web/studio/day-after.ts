/** The calendar day `days` after `date`, in the reader's own time zone, as `2026-11-22`. */
export function dayAfter(date: Date, days: number): string {
  const day = new Date(date.getFullYear(), date.getMonth(), date.getDate() + days)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
