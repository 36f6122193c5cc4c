import jsqr from 'jsqr'
import { PNG } from 'pngjs'

// Its types describe another module format than the one that Node loads.
const find = jsqr as unknown as typeof jsqr.default

/** What a camera reads off a picture; undefined when there is no code in it. */
export function readQr(png: Buffer): { text: string | undefined; width: number; height: number } {
  const { data, width, height } = PNG.sync.read(png)
  return { text: find(new Uint8ClampedArray(data), width, height)?.data, width, height }
}
