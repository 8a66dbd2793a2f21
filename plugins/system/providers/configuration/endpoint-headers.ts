import type { KnownProvider } from '../definitions/known-provider.js';
import type { EndpointSurroundings } from './endpoint-surroundings.js';
import { readVariable } from './read-variable.js';

const SENDABLE = /^[\x20-\x7e]+$/;

/** Headers whose values stand in variables. Values that no header can carry are left out. */
export function endpointHeaders(
  provider: KnownProvider,
  surroundings: EndpointSurroundings,
  isForPersonsValues: boolean,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [header, variable] of Object.entries(provider.conventions?.headerVariables ?? {})) {
    const ofPerson = isForPersonsValues ? readVariable(surroundings.env, variable) : undefined;
    const value = ofPerson ?? readVariable(surroundings.dotenv(), variable);
    if (value !== undefined && SENDABLE.test(value)) headers[header] = value;
  }
  return headers;
}
