/**
 * `https://host/v1` and `/models` make `https://host/v1/models`. A query that the base URL has (`?api-version=...`) is kept
 * after the path. `baseUrl` must be a valid URL.
 */
export function endpointUrl(baseUrl: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
