import { isStatusPattern } from '../../health/status-pattern.js';
import type { HealthSpec, ProbeSpec } from '../../health/health-spec.js';
import { commandField } from './command-field.js';
import { durationField } from './duration.js';
import { isTable, wrong, type Field, type FieldProblem, type Reading } from './field.js';
import { headersField } from './map-fields.js';
import { choiceField, numberField, patternField } from './plain-fields.js';
import { tableField } from './table-field.js';

type HttpProbe = Extract<ProbeSpec, { kind: 'http' }>;

/** What one table says of the health of a server. */
export interface HealthTable extends Partial<Omit<HealthSpec, 'probe'>> {
  /** Of HTTP only the path: the rest of it may be said by another table. */
  readonly probe?: Exclude<ProbeSpec, { kind: 'http' }> | Pick<HttpProbe, 'kind' | 'path'>;
  readonly status?: readonly string[];
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Names of the kinds of probes: one may stand in a table. */
interface Kinds {
  readonly http: string;
  readonly tcp: { readonly host: string | undefined; readonly port: number | undefined };
  readonly command: readonly string[];
  readonly log: string;
}

const DAY_MS = 86_400_000;
const LEAST_MS = 100;

const httpField: Field<string> = (value) =>
  typeof value === 'string' && isPathOrUrl(value)
    ? { value }
    : wrong('must be a path such as "/health", or a whole URL');

const tcpField: Field<Kinds['tcp']> = (value) => {
  if (value === true) return { value: { host: undefined, port: undefined } };
  const [, host, port = ''] =
    /^(?:(.+):)?(\d{1,5})$/.exec(typeof value === 'number' ? String(value) : text(value)) ?? [];
  const number = Number(port);
  if (port === '' || number < 1 || number > 65_535) return wrong('must be true, a port, or "host:port"');
  return { value: { host: host?.replace(/^\[|\]$/g, ''), port: number } };
};

const statusField: Field<readonly string[]> = (value) => {
  const texts = (Array.isArray(value) ? value : [value]).map((each: unknown) =>
    typeof each === 'number' ? String(each) : text(each).trim(),
  );
  return texts.length > 0 && texts.every(isStatusPattern)
    ? { value: texts }
    : wrong('must be a status or a list of them: 200, "2xx", "200-299"');
};

type Flat = Kinds & Required<Omit<HealthTable, 'probe'>>;

const tableOf = tableField<{ [Key in keyof Flat]: Exclude<Flat[Key], undefined> }>(
  {
    http: { name: 'http', read: httpField },
    tcp: { name: 'tcp', read: tcpField },
    command: { name: 'command', read: commandField },
    log: { name: 'log', read: patternField },
    status: { name: 'status', read: statusField },
    body: { name: 'body', read: patternField },
    headers: { name: 'headers', read: headersField },
    initialDelayMs: { name: 'initial-delay', read: durationField(0, DAY_MS) },
    intervalMs: { name: 'interval', read: durationField(LEAST_MS, DAY_MS) },
    timeoutMs: { name: 'timeout', read: durationField(LEAST_MS, DAY_MS) },
    successThreshold: { name: 'successes', read: numberField(1, 1_000) },
    failureThreshold: { name: 'failures', read: numberField(1, 1_000) },
    startupTimeoutMs: { name: 'startup-timeout', read: durationField(LEAST_MS, DAY_MS) },
    onFailure: { name: 'on-failure', read: choiceField(['say', 'restart']) },
  },
  { path: 'Write http = "/health".', url: 'Write http = "https://…".', port: 'Write tcp = 5432.' },
);

/** `false`, `"/path"`, `"tcp"` or a table. `false`: well as long as its process runs; `true`: as if nothing were said. */
export const healthField: Field<HealthTable> = (value) => {
  if (value === false) return { value: { probe: { kind: 'process' } } };
  if (value === true) return { value: {} };
  if (value === 'tcp') return { value: { probe: { kind: 'tcp', host: undefined, port: undefined } } };
  if (typeof value === 'string' && isPathOrUrl(value)) return { value: { probe: { kind: 'http', path: value } } };
  if (isTable(value)) return ofTable(value);
  return wrong('must be false, a path such as "/health", "tcp" or a table');
};

function ofTable(value: Readonly<Record<string, unknown>>): Reading<HealthTable> {
  const reading = tableOf(value);
  if ('problems' in reading) return reading;
  const { http, tcp, command, log, ...rules } = reading.value;
  const named = Object.entries({ http, tcp, command, log }).flatMap(([name, said]) =>
    said === undefined ? [] : [name],
  );
  if (named.length > 1) return { problems: [twoKinds(named)] };
  const probe = probeOf({ http, tcp, command, log });
  return { value: { ...rules, ...(probe && { probe }) } };
}

function probeOf({ http, tcp, command, log }: { [Key in keyof Kinds]: Kinds[Key] | undefined }): HealthTable['probe'] {
  if (http !== undefined) return { kind: 'http', path: http };
  if (tcp !== undefined) return { kind: 'tcp', ...tcp };
  if (command !== undefined) return { kind: 'command', command };
  return log === undefined ? undefined : { kind: 'log', pattern: log };
}

function twoKinds(names: readonly string[]): FieldProblem {
  return { at: '', problem: `names ${names.join(' and ')}`, hint: 'Keep one: a server has one kind of probe.' };
}

function isPathOrUrl(value: string): boolean {
  // Two slashes would begin another host.
  if (/^\/(?![/\\])[\x21-\x7e]*$/.test(value)) return value.length <= 2_000;
  return /^https?:\/\//.test(value) && URL.canParse(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
