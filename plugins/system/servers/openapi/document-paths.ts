/** Where documents are by default, after `/openapi.json` and what the docs page names. */
export const USUAL_PATHS = ['/api/openapi.json', '/api/v1/openapi.json', '/v1/openapi.json', '/swagger.json'] as const;
export const DOCS_PATHS = ['/docs', '/redoc', '/api/docs'] as const;

/** Swagger UI's `url: '/x/openapi.json'`, ReDoc's `spec-url="..."`, Scalar's `data-url="..."`. */
const NAMED = [
  /\burl\s*:\s*(["'])([^"'<>\s]{1,500})\1/,
  /\bspec-url\s*=\s*(["'])([^"'<>\s]{1,500})\1/,
  /\bdata-url\s*=\s*(["'])([^"'<>\s]{1,500})\1/,
] as const;

/**
 * The address of the document that a docs page names, whole; `undefined` when it names none or one on another server.
 *
 * @param pageUrl where the page is.
 */
export function documentOfPage(html: string, pageUrl: string): string | undefined {
  for (const pattern of NAMED) {
    const found = pattern.exec(html.slice(0, 200_000))?.[2];
    if (found === undefined || !URL.canParse(found, pageUrl)) continue;
    const address = new URL(found, pageUrl);
    if (address.origin === new URL(pageUrl).origin) return address.href;
  }
  return undefined;
}
