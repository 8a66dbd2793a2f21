import type { KnownProvider } from '../definitions/known-provider.js';
import type { EndpointSurroundings } from './endpoint-surroundings.js';
import type { NamedAddress } from './provider-address.js';
import type { UrlReading } from './read-base-url.js';
import { isPort, readListenAddress } from './read-listen-address.js';
import { readVariable } from './read-variable.js';

interface FoundVariable {
  readonly name: string;
  readonly value: string;
  readonly isOfProject: boolean;
}

/**
 * The address of a local server that says in variables where it listens, each from the environment or else the project's
 * `.env`; `undefined` when none of them is set. Whoever names only a host has not named a port: all usual ones are looked at.
 */
export function listenAddress(provider: KnownProvider, surroundings: EndpointSurroundings): NamedAddress | undefined {
  const names = provider.conventions?.listenVariables;
  const host = find(names?.host, surroundings);
  const port = find(names?.port, surroundings);
  const isOfProject = Boolean(host?.isOfProject) || Boolean(port?.isOfProject);
  const named = (by: FoundVariable, reading: UrlReading, others: readonly string[]): NamedAddress => ({
    reading,
    origin: isOfProject ? 'project' : 'person',
    namedBy: by.isOfProject ? `${by.name} in the project's .env` : by.name,
    others,
  });
  if (port && !isPort(port.value)) return named(port, { problem: 'is not a port' }, []);
  const first = [host, port].find((variable) => variable?.isOfProject) ?? host ?? port;
  if (!first) return undefined;
  const ports = port ? [port.value] : usualPorts(provider);
  const [reading, ...others] = readings(host?.value ?? '127.0.0.1', ports);
  return named(first, reading ?? { problem: 'names no port' }, others.flatMap(hrefOf));
}

function find(name: string | undefined, surroundings: EndpointSurroundings): FoundVariable | undefined {
  if (name === undefined) return undefined;
  const ofPerson = readVariable(surroundings.env, name);
  const value = ofPerson ?? readVariable(surroundings.dotenv(), name);
  return value === undefined ? undefined : { name, value, isOfProject: ofPerson === undefined };
}

function usualPorts({ baseUrl, otherBaseUrls }: KnownProvider): readonly string[] {
  return [baseUrl ?? [], otherBaseUrls ?? []].flat().map((url) => new URL(url).port);
}

/** One for each port, without repeating: a host may come with a port of its own. */
function readings(host: string, ports: readonly string[]): readonly UrlReading[] {
  const found = ports.map((port) => readListenAddress(host, port));
  return found.filter(
    (reading, index) => found.findIndex((other) => hrefOf(other)[0] === hrefOf(reading)[0]) === index,
  );
}

function hrefOf(reading: UrlReading): readonly string[] {
  return 'url' in reading ? [reading.url.href] : [];
}
