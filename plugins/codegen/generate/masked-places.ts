/** What stands for a secret. */
const mask = '***';

/** Where a text was masked: offsets in the text as it was. `undefined`: not to be told. */
export function maskedPlaces(
  text: string,
  masked: string,
): readonly { readonly from: number; readonly to: number }[] | undefined {
  const [first = '', ...parts] = masked.split(mask);
  if (!text.startsWith(first)) return undefined;
  const places: { from: number; to: number }[] = [];
  let at = first.length;
  for (const [index, part] of parts.entries()) {
    const end = index === parts.length - 1 ? text.length - part.length : text.indexOf(part, at);
    if (end < at || !text.startsWith(part, end)) return undefined;
    places.push({ from: at, to: end });
    at = end + part.length;
  }
  return places;
}
