import type { Endpoint } from '../configuration/endpoint.js';
import type { HttpProviderOptions } from './http-provider-options.js';

/** Whether one of devmgr's own servers listens where the provider is looked for. */
export async function isOwnAddress(options: HttpProviderOptions, { baseUrl, host }: Endpoint): Promise<boolean> {
  if (host !== undefined) return false;
  const { port, protocol } = new URL(baseUrl);
  return options.isOwnServer(port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port));
}
