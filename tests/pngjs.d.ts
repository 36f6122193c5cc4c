/** What our tests use of it; the package brings no types. */
declare module 'pngjs' {
  interface Picture {
    readonly width: number
    readonly height: number
    /** Red, green, blue and opacity of each pixel. */
    readonly data: Buffer
  }
  export const PNG: { readonly sync: { read(png: Buffer): Picture } }
}
