/** Line icons on a 20-pixel grid; always beside words or under an aria-label, never alone. */
const SHAPES = {
  plus: 'M10 4v12M4 10h12',
  up: 'M10 16V4M5 9l5-5 5 5',
  down: 'M10 4v12M5 11l5 5 5-5',
  remove: 'M5 5l10 10M15 5L5 15',
  check: 'M4 10.5l4 4 8-9',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  arrow: 'M4 10h12M11 5l5 5-5 5',
  open: 'M8 5H4v11h11v-4M11 4h5v5M16 4l-7 7',
  globe: 'M10 3a7 7 0 100 14 7 7 0 000-14zM3 10h14M10 3c2.5 2 3 5 3 7s-.5 5-3 7c-2.5-2-3-5-3-7s.5-5 3-7z',
  sun: 'M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.700l1.1-1.1M14.6 5.4l1.1-1.1',
  moon: 'M16.5 12A7 7 0 018 3.5a7 7 0 108.5 8.5z',
  person: 'M10 10a3 3 0 100-6 3 3 0 000 6zM4 17c.5-3.5 3-5 6-5s5.5 1.5 6 5',
} as const

export type IconName = keyof typeof SHAPES

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={SHAPES[name]} />
    </svg>
  )
}
