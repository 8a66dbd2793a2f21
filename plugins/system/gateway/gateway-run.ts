import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { readRegularFile } from '../files/read-regular-file.js';

/** What a gateway that runs writes down for the other devmgr of the project. */
export interface GatewayRun {
  readonly version: 1;
  readonly pid: number;
  /** As of `Processes.startTime`: with it a dead one is told from another process that has its number. */
  readonly startTime: string;
  /** `http://127.0.0.1:4664` */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

type RunContext = Pick<PluginContext, 'storage' | 'processes'>;

/** The gateway of the project, whoever started it; `undefined`: none runs. */
export async function findGatewayRun(context: RunContext): Promise<GatewayRun | undefined> {
  const run = read(await readRegularFile(fileOf(context)));
  const isAlive = run !== undefined && (await context.processes.startTime(run.pid)) === run.startTime;
  return isAlive ? run : undefined;
}

/** Says that this process is the gateway of the project. Whoever reads it sees all of it or nothing; it is readable for nobody else. */
export async function writeGatewayRun(
  context: RunContext,
  { url, startedAt }: Pick<GatewayRun, 'url' | 'startedAt'>,
): Promise<void> {
  const { pid } = process;
  const run: GatewayRun = {
    version: 1,
    pid,
    startTime: (await context.processes.startTime(pid)) ?? '',
    url,
    startedAt,
  };
  const file = fileOf(context);
  const draft = `${file}.${pid}.${randomUUID().slice(0, 8)}.tmp`;
  await writeFile(draft, JSON.stringify(run), { mode: 0o600, flag: 'wx' });
  await rename(draft, file);
}

/** Takes it back; what another gateway has written meanwhile stays. */
export async function removeGatewayRun(context: RunContext): Promise<void> {
  const file = fileOf(context);
  if (read(await readRegularFile(file))?.pid === process.pid) await rm(file, { force: true });
}

function fileOf({ storage }: RunContext): string {
  return join(storage.workspaceDir, 'gateway.json');
}

function read(text: string): GatewayRun | undefined {
  let value: Partial<Record<keyof GatewayRun, unknown>> | null;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || value.version !== 1) return undefined;
  const { pid, startTime, url, startedAt } = value;
  const isRun = Number.isSafeInteger(pid) && typeof startTime === 'string' && typeof url === 'string';
  return isRun && Number(pid) > 0 && typeof startedAt === 'number' ? (value as GatewayRun) : undefined;
}
