import type { TextTools } from 'devmgr/plugin-api';
import { tryText } from '../servers/restart/retry-text.js';
import type { ServerFault, ServerNext } from 'devmgr/plugin-api/contracts/servers';
import { shortDuration } from '../servers/short-duration.js';
import type { ServerReport } from '../servers/server-report.js';
import { alignedColumns } from './aligned-columns.js';
import { shortTarget } from './short-target.js';

/** A table for people, one server a line; what is wrong stands under it. Ends with a newline. */
export function printServers(reports: readonly ServerReport[], text: TextTools): string {
  const rows = [['NAME', 'STATE', 'HEALTH', 'URL', 'PID', 'UP', 'TARGET'], ...reports.map(cells)];
  const notes = reports.flatMap((report) => note(report) ?? []).map((line) => `! ${line}`);
  return [...alignedColumns(rows, text), ...notes].map((line) => `${text.clean(line)}\n`).join('');
}

function cells(report: ServerReport): string[] {
  return [
    report.name,
    stateWord(report),
    report.status === 'running' && report.health !== 'unknown' ? `${report.health}${latencyText(report)}` : '-',
    report.url ?? '-',
    report.pid === null ? '-' : String(report.pid),
    report.uptimeMs === null ? '-' : shortDuration(report.uptimeMs),
    shortTarget(report.target, report.ssh),
  ];
}

/** Nothing for a look that measures nothing: that the process is there, a line of the log. */
function latencyText({ latencyMs = 0 }: ServerReport): string {
  if (latencyMs === 0) return '';
  return latencyMs < 0.5 ? ' <1ms' : ` ${Math.round(latencyMs)}ms`;
}

/** What it is doing, in one word: what the tab says of it, too. */
export function stateWord({ status, phase, reload, next, completedAt, kind, detached }: ServerReport): string {
  if (status === 'starting') return phase ?? status;
  if (status === 'stopped') return completedAt === undefined ? status : 'completed';
  if (status === 'crashed') return next?.kind === 'retry' ? 'retrying' : status;
  if (status !== 'running') return status;
  return reload?.phase ?? (kind === 'url' ? 'watched' : detached ? 'detached' : status);
}

function note(report: ServerReport): string | undefined {
  const { name, reload, waitsFor = [], reason } = report;
  if (report.leftover) return `${name} was left by a devmgr that is gone; end it: devmgr server stop ${name}`;
  if (report.exit) return `${name} crashed: ${crashNote(report)}`;
  if (reload?.phase === 'broken') return `${name}: ${faultNote(reload.fault)}; the last good code answers`;
  if (waitsFor.length > 0) return `${name} waits for ${waitsFor.join(', ')}`;
  if (reason !== undefined) return `${name}: ${reason}`;
  return report.settingsChanged ? `${name}: settings changed; apply them: devmgr server restart ${name}` : undefined;
}

function crashNote({ exit = {}, fault, next }: ServerReport): string {
  const { code, signal, error } = exit;
  const how = error ?? (signal === undefined ? `ended with code ${code}` : `was ended by ${signal}`);
  return [how, ...(fault ? [faultNote(fault)] : []), ...nextNote(next)].join('; ');
}

function nextNote(next: ServerNext | undefined): string[] {
  if (next?.kind === 'change') return ['it is started again when a file changes'];
  if (next?.kind === 'retry') return [`it is tried again (${tryText(next)})`];
  return next?.reason === undefined ? [] : [next.reason, 'mend it, then start it'];
}

function faultNote({ path, line, message }: ServerFault): string {
  const place = path === undefined ? '' : `${path}${line === undefined ? '' : `:${line}`} `;
  return `${place}${message}`;
}
