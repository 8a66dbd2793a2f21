/** Hosts that old files still name and that will never answer again, with what a person should know. */
const ENDED: ReadonlyMap<string, string> = new Map([
  [
    'api.endpoints.anyscale.com',
    "Anyscale's public endpoints (api.endpoints.anyscale.com) ended on 2024-08-01; only services that you deploy yourself are left",
  ],
]);

/** Why nothing can be asked of the host; `undefined` when nothing is known against it. */
export function endedHost(hostname: string): string | undefined {
  return ENDED.get(hostname);
}
