import { DOCS_PATHS, documentOfPage, USUAL_PATHS } from './document-paths.js';
import { fetchPage, type FetchedPage } from './fetch-document.js';
import type { RoutesProblem } from './routes-state.js';

export interface DocumentSearch {
  /** The server's URL, without a slash at its end. */
  readonly url: string;
  /** The path that the settings name; empty: it is looked for. */
  readonly chosen: string;
  /** Where it was the last time. */
  readonly known: { readonly address: string; readonly etag: string | undefined } | undefined;
  readonly signal: AbortSignal;
  /** What the server wants to see; sent to the paths above only. */
  readonly authorization?: string | undefined;
}

export type FoundDocument =
  | { readonly kind: 'found'; readonly address: string; readonly page: FetchedPage }
  /** The known one is still the same. */
  | { readonly kind: 'same' }
  | { readonly kind: 'problem'; readonly problem: RoutesProblem };

const STANDARD = '/openapi.json';

/** Looks for the OpenAPI document of a server. Rejects with the signal's reason, or when the server does not answer. */
export async function findDocument(search: DocumentSearch): Promise<FoundDocument> {
  const { url, chosen, known, signal, authorization } = search;
  if (known) {
    const page = await fetchPage(known.address, known.etag, signal, { authorization });
    if (page.status === 304) return { kind: 'same' };
    if (isDocument(page)) return { kind: 'found', address: known.address, page };
  }
  const wanted = chosen === '' ? STANDARD : `/${chosen.replace(/^\/+/, '')}`;
  const first = await followed(url + wanted, signal, authorization);
  if (isDocument(first.page)) return { kind: 'found', ...first };
  if (chosen !== '' || first.page.status !== 404)
    return { kind: 'problem', problem: refusal(first.page, wanted, chosen) };
  return (await lookAround(url, signal)) ?? { kind: 'problem', problem: NOWHERE };
}

const NOWHERE: RoutesProblem = {
  message: 'The server has no OpenAPI document where one is looked for',
  hint: 'Name its path with the setting openapi: "/path/openapi.json"',
};

async function lookAround(url: string, signal: AbortSignal): Promise<FoundDocument | undefined> {
  for (const path of DOCS_PATHS) {
    const { address, page } = await followed(url + path, signal);
    const named = page.status === 200 ? documentOfPage(new TextDecoder().decode(page.bytes), address) : undefined;
    const found = named === undefined ? undefined : await firstDocument(withoutFolders(named), signal);
    if (found) return found;
  }
  return firstDocument(
    USUAL_PATHS.map((path) => url + path),
    signal,
  );
}

async function firstDocument(addresses: readonly string[], signal: AbortSignal): Promise<FoundDocument | undefined> {
  for (const address of addresses) {
    const found = await followed(address, signal);
    if (isDocument(found.page)) return { kind: 'found', ...found };
  }
  return undefined;
}

/** A docs page names the document as it is behind a proxy, which takes folders away from the front. */
function withoutFolders(address: string): string[] {
  const { origin, pathname, search } = new URL(address);
  const parts = pathname.split('/').filter((part) => part !== '');
  return parts.map((_part, index) => `${origin}/${parts.slice(index).join('/')}${search}`).slice(0, 4);
}

/** One redirect on the same server is followed. */
async function followed(
  address: string,
  signal: AbortSignal,
  authorization?: string,
): Promise<{ address: string; page: FetchedPage }> {
  const page = await fetchPage(address, undefined, signal, { authorization });
  if (page.location === undefined || !URL.canParse(page.location, address)) return { address, page };
  const next = new URL(page.location, address);
  if (next.origin !== new URL(address).origin) return { address, page };
  return { address: next.href, page: await fetchPage(next.href, undefined, signal, { authorization }) };
}

/** JSON, at a glance: applications of one page answer with it to every path. */
function isDocument({ status, bytes, cut }: FetchedPage): boolean {
  if (status !== 200 || cut !== undefined) return false;
  return /^\uFEFF?\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}

function refusal({ status, cut }: FetchedPage, path: string, chosen: string): RoutesProblem {
  if (cut !== undefined) return { message: `GET ${path} broke off: ${cut}`, hint: undefined };
  if (status === 200) return { message: `What is at ${path} is no JSON`, hint: NOWHERE.hint };
  const message = `GET ${path} answered ${status}`;
  if (status === 401 || status === 403)
    return { message, hint: 'The document is protected: let the server show it on this machine' };
  if (status >= 500) return { message, hint: 'Look at the output of the server: the schema of a route may be wrong' };
  return { message, hint: chosen === '' ? NOWHERE.hint : 'Check the setting openapi' };
}
