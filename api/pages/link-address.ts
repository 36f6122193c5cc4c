/** An address under `/r/KEY`, for whoever was invited with the token that says who they are. */
export const linkAddress = (address: string, token: string | undefined): string =>
  token === undefined ? address : `${address}?i=${encodeURIComponent(token)}`
