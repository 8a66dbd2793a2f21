import type { ProviderApi } from '../api/provider-api.js';

const PATIENCE_MS = 10_000;

/** Deletes a file at the provider, whatever became of the request that it was for. Never rejects. */
export async function discardFile(api: ProviderApi, id: string): Promise<void> {
  const request = { method: 'DELETE', path: `/files/${encodeURIComponent(id)}`, also: [404] } as const;
  try {
    await api.fields(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    api.host.log.warn(`${api.providerId}: the file ${id} was uploaded for nothing and could not be deleted`, {
      error: error instanceof Error ? error.message : String(error),
    });
  }
}
