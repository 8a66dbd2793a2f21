import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { STAY } from '../servers/remote/background-servers.js';
import { isOver } from '../servers/remote/is-over.js';
import { runsElsewhere } from '../servers/remote/remote-errors.js';
import { reportServer } from '../servers/server-report.js';
import type { SystemParts } from '../system-parts.js';
import { changeText } from './change-text.js';
import { namesToStart } from './names-to-start.js';
import { startOptions } from './start-options.js';
import { stayInBackground } from './stay-in-background.js';
import { untilSettled } from './until-settled.js';
import { withDependencies } from './with-dependencies.js';

const LAST_LINES = 20;
/** Beside what the servers have for their start-ups. */
const PATIENCE_MS = 10_000;

/**
 * `server start --detach [name..]`: in the background, where they go on when this terminal is closed.
 *
 * Waits until each is healthy or has ended. Resolves to 1 when one crashed or is not well in time, 130 after Ctrl-C: then they go on.
 */
export async function startDetached(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  if (invocation.rest[0] === STAY) return stayInBackground(invocation, parts);
  const options = startOptions(invocation);
  const names = await namesToStart(invocation, parts, options);
  requireFree(names, parts);
  try {
    const { background } = await parts.servers();
    await background.start(names, options, invocation.signal);
    await untilSettled(names, parts, patience(names, parts), invocation.signal);
  } catch (error) {
    if (!invocation.signal.aborted) throw error;
    invocation.stderr.write(`What was started goes on in the background: devmgr server status\n`);
    return ExitCode.interrupted;
  }
  const states = parts.manager.all.get().filter(({ name }) => names.includes(name));
  tell(states, invocation, parts);
  await dismiss(states, parts);
  return states.every(isGood) ? ExitCode.ok : ExitCode.notGood;
}

/** Of several those that run elsewhere are left alone. */
function requireFree([name = '', ...more]: readonly string[], { manager }: SystemParts): void {
  const there = manager.all.get().find((state) => state.name === name);
  if (more.length > 0 || there?.owner === undefined || isOver(there)) return;
  throw runsElsewhere(name, { ...there, pid: there.owner });
}

/** Milliseconds: what is waited for starts one after the other. */
function patience(names: readonly string[], { manager, context }: SystemParts): number {
  const setting = context.config.number('startup-timeout') * 1000;
  const times = withDependencies(names, manager).map(
    (name) => manager.definition(name)?.health.startupTimeoutMs ?? setting,
  );
  return times.reduce((sum, time) => sum + time, PATIENCE_MS);
}

function isGood(state: ServerState): boolean {
  return state.status === 'stopped' || (state.status === 'running' && state.health.kind === 'healthy');
}

function tell(states: readonly ServerState[], { json, stdout, stderr }: CliInvocation, { context }: SystemParts): void {
  const { text, clock, workspace } = context;
  if (json) {
    stdout.write(`${JSON.stringify({ servers: states.map((state) => reportServer(state, clock.now())) })}\n`);
    return;
  }
  for (const state of states) {
    const change = changeText(state, workspace.root, clock.now());
    const lines = state.status === 'crashed' ? state.lastLines.slice(-LAST_LINES) : [];
    const said = [...lines, change?.text ?? `◐ ${state.name} has not said yet whether it is well`].join('\n');
    (isGood(state) ? stdout : stderr).write(`${text.redact(text.clean(said))}\n`);
  }
  const running = states.filter((state) => !isOver(state)).map(({ name }) => name);
  if (running.length > 0)
    stdout.write(`It goes on in the background. Stop it: devmgr server stop ${running.join(' ')}\n`);
}

/** What has crashed was told: nobody needs to be told again, and nothing of it stays in the background. */
async function dismiss(states: readonly ServerState[], parts: SystemParts): Promise<void> {
  const { others } = await parts.servers();
  await others.stopAll(states.filter((state) => state.status === 'crashed' && isOver(state)).map(({ name }) => name));
}
