import type { TextTools } from 'devmgr/plugin-api';
import { shortDuration } from '../servers/short-duration.js';
import type { ServerReport } from '../servers/server-report.js';
import { alignedColumns } from './aligned-columns.js';

/** A table for people, one server a line; what is wrong stands under it. Ends with a newline. */
export function printServers(reports: readonly ServerReport[], text: TextTools): string {
  const rows = [['NAME', 'STATE', 'HEALTH', 'URL', 'PID', 'UP', 'TARGET'], ...reports.map(cells)];
  const notes = reports.flatMap((report) => note(report) ?? []).map((line) => `! ${line}`);
  return [...alignedColumns(rows, text), ...notes].map((line) => `${text.clean(line)}\n`).join('');
}

function cells(report: ServerReport): string[] {
  const latency = report.latencyMs === undefined ? '' : ` ${Math.round(report.latencyMs)}ms`;
  return [
    report.name,
    report.status,
    report.status === 'running' ? `${report.health}${latency}` : '-',
    report.url ?? '-',
    report.pid === null ? '-' : String(report.pid),
    report.uptimeMs === null ? '-' : shortDuration(report.uptimeMs),
    report.target,
  ];
}

function note(report: ServerReport): string | undefined {
  if (report.leftover)
    return `${report.name} was left by a devmgr that is gone; end it: devmgr server stop ${report.name}`;
  if (report.exit) return `${report.name} crashed: ${exitNote(report.exit)}`;
  return report.reason === undefined ? undefined : `${report.name}: ${report.reason}`;
}

function exitNote({ code, signal, error }: NonNullable<ServerReport['exit']>): string {
  return error ?? (signal === undefined ? `ended with code ${code}` : `was ended by ${signal}`);
}
