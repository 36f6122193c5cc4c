/** The mark: 满 in white on a vermilion seal. The one place where vermilion is used. */
export function Seal({ size = 32, title }: { size?: number; title?: string }) {
  return (
    <svg
      className="seal"
      viewBox="0 0 64 64"
      width={size}
      height={size}
      role={title === undefined ? 'presentation' : 'img'}
      aria-hidden={title === undefined}
      aria-label={title}
    >
      <rect width="64" height="64" rx="14" fill="#C8372D" />
      <rect x="4.5" y="4.5" width="55" height="55" rx="10.5" fill="none" stroke="#fff" strokeOpacity=".35" />
      <path
        fill="none"
        stroke="#fff"
        strokeWidth="4.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M13 15l5 4M11 27l5 4M11 50c4-4 6-8 8-14M24 18h30M33 12v11M45 12v11M23 29h32M26 29v22M26 36h26v12c0 2-1 3-4 3M39 29v7M33 38c0 4-1 6-3 9M33 40l3 5M45 38c0 4-1 6-3 9M45 40l3 5"
      />
    </svg>
  )
}
