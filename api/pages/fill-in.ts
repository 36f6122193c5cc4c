/** A text with its places filled; what is filled in is not looked at again. */
export function fillIn(text: string, places: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole))
}
