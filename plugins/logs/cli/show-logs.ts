import { ExitCode, type CliHandler, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { LogEntry, LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { entryDate } from '../view/entry-time.js';
import { FileFollower } from './file-follower.js';
import { formatEntry, jsonEntry } from './format-entry.js';
import { lastEntries } from './last-entries.js';
import { projectFiles } from './project-files.js';
import { readLogsOptions } from './read-logs-options.js';

/** How often a follower looks for more. */
const POLL_MS = 200;

/** `devmgr logs`: the entries of every devmgr of this project, from their files. With `--json` one entry a line. */
export function showLogs(context: PluginContext, log: LogStore): CliHandler {
  return async (invocation) => {
    const options = readLogsOptions(invocation.flags);
    const print = printer(context, invocation);
    const files = () => projectFiles(log.files.dir, log.files.current);
    const last = await lastEntries(await files(), options.count, options.select, invocation.signal);
    print(last.entries);
    if (last.entries.length === 0 && !options.follow && !invocation.json) {
      invocation.stderr.write('Nothing was logged in this project, or nothing that matches.\n');
    }
    if (!options.follow) return ExitCode.ok;
    const follower = new FileFollower(last.read);
    while (await waited(context, invocation.signal)) {
      print(options.select(await follower.poll(await files())));
    }
    return ExitCode.interrupted;
  };
}

function printer(context: PluginContext, { json, stdout }: CliInvocation): (entries: readonly LogEntry[]) => void {
  const { text, clock } = context;
  return (entries) => {
    const format = { color: stdout.color, text, today: entryDate(clock.now()) };
    const lines = entries.map((entry) => (json ? jsonEntry(entry) : formatEntry(entry, format)));
    if (lines.length > 0) stdout.write(lines.join(''));
  };
}

/** False when it is over. */
function waited({ clock }: PluginContext, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const done = () => {
      void timer.dispose();
      signal.removeEventListener('abort', done);
      resolve(!signal.aborted);
    };
    const timer = clock.setTimeout(done, POLL_MS);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
