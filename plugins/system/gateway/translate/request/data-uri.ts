export interface DataUri {
  readonly mediaType: string;
  /** As it stands in the address. */
  readonly base64: string;
}

const DATA = /^data:([^;,]*)((?:;[^;,]*)*),/i;

/** `data:image/png;base64,...`; `undefined` for every other address. Text that is not in base64 is brought into it. */
export function readDataUri(url: string): DataUri | undefined {
  const head = DATA.exec(url.slice(0, 1000));
  if (!head) return undefined;
  const rest = url.slice(head[0].length);
  const mediaType = (head[1] ?? '').trim().toLowerCase() || 'text/plain';
  if (/;base64$/i.test(head[2] ?? '')) return { mediaType, base64: rest };
  return { mediaType, base64: Buffer.from(decoded(rest)).toString('base64') };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
