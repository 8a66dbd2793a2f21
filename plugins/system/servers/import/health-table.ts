import { plainCommand } from './plain-command.js';
import type { ComposeFields } from './compose-fields.js';
import type { TomlTable, TomlValue } from './imported-servers.js';
import type { ProcessSurroundings } from './process-table.js';

/** `port`: that the command names. */
type Around = Pick<ProcessSurroundings, 'shell' | 'ports'> & { readonly port: number | undefined };

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|::1)$/;
const TIMES: Readonly<Record<string, string>> = {
  initial_delay_seconds: 'initial-delay',
  period_seconds: 'interval',
  timeout_seconds: 'timeout',
  success_threshold: 'successes',
  failure_threshold: 'failures',
};

/**
 * The one look that a server here has, out of readiness probe, liveness probe and ready line; and the port that a probe of this machine speaks of.
 * `restarts`: the file has a policy by which it is started again, which counts for what is not well, too.
 */
export function healthTable(
  process: ComposeFields,
  around: Around,
  restarts: boolean,
): { readonly port?: number; readonly health?: TomlTable } {
  const [readiness, liveness] = [process.table('readiness_probe'), process.table('liveness_probe')];
  const line = process.command('ready_log_line');
  const [chosen, other] = readiness ? [readiness, liveness] : [liveness, undefined];
  if (other)
    process.tell('liveness_probe', 'liveness_probe is left out: a server has one look here, the readiness_probe');
  if (chosen && line !== undefined)
    process.tell('ready_log_line', 'ready_log_line is left out: a server has one look here, the probe');
  if (!chosen) return line === undefined ? {} : { health: { log: escapedPattern(line) } };
  const { port, probe } = probeOf(chosen, around);
  if (!probe) return {};
  const health = { ...probe, ...timesOf(chosen), ...(restarts && { 'on-failure': 'restart' }) };
  chosen.tellRest(2);
  return { ...(port !== undefined && { port }), health };
}

function timesOf(probe: ComposeFields): TomlTable {
  return Object.fromEntries(
    Object.entries(TIMES).flatMap(([theirs, ours]): [string, TomlValue][] => {
      const value = probe.number(theirs);
      return value === undefined || (ours !== 'initial-delay' && value < 1) ? [] : [[ours, value]];
    }),
  );
}

function probeOf(probe: ComposeFields, around: Around): { port?: number; probe?: TomlTable } {
  const http = probe.table('http_get');
  if (http) return httpProbe(http, around);
  const exec = probe.table('exec');
  if (!exec) {
    probe.tell('probe', `${probe.path.at(-1) ?? 'probe'} is left out: it has neither http_get nor exec`);
    return {};
  }
  const command = exec.command('command') ?? '';
  const folder = exec.text('working_dir');
  exec.tellRest(2);
  const needsNone = folder === undefined && isPlain(command);
  const line = folder === undefined ? command : `cd '${folder.replaceAll("'", `'\\''`)}' && ${command}`;
  return { probe: { command: needsNone ? command : [...around.shell, line] } };
}

/** A path where it speaks of the server itself, which is where its port is known from; else the whole URL. */
function httpProbe(http: ComposeFields, { ports, port: named }: Around): { port?: number; probe: TomlTable } {
  const host = http.text('host')?.trim() ?? '';
  const scheme = http.text('scheme')?.toLowerCase() ?? '';
  const path = absolutePath(http.text('path')?.trim() ?? '');
  const port = http.number('port') ?? http.number('num_port');
  const status = http.number('status_code');
  const headers = http.variables('headers');
  http.tellRest(2);
  const isHere = (host === '' || LOOPBACK.test(host)) && (scheme === '' || scheme === 'http');
  const isOwn = isHere && port !== undefined && (port === named || !ports.has(port));
  if (isOwn) ports.add(port);
  const name = host === '' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const url = `${scheme === '' ? 'http' : scheme}://${name}${port === undefined ? '' : `:${port}`}${path}`;
  return {
    ...(isOwn && { port }),
    probe: {
      http: isOwn ? path : url,
      ...(status !== undefined && { status: String(status) }),
      ...(Object.keys(headers).length > 0 && { headers }),
    },
  };
}

/** Its ready line is a part of the line, not a pattern. */
function escapedPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function isPlain(command: string): boolean {
  const plain = plainCommand(command);
  return plain !== undefined && plain.text === command;
}

function absolutePath(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
