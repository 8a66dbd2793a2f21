/** What a healthy server was asked, for people: `GET /health`, `tcp 127.0.0.1:5432`, `pg_isready`. */
export function describeLook(path: string): string {
  return /^(?:\/|https?:\/\/)/.test(path) ? `GET ${path}` : path;
}
