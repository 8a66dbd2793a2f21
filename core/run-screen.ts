import { findRoot } from './config/paths.js';
import { workingFolder } from './config/working-folder.js';
import type { CrashGuard } from './crash.js';
import { DevmgrError } from 'devmgr/plugin-api';
import { coreWordNames } from './cli/core-word-names.js';
import { openScreen } from './open-screen.js';
import type { Discovery } from './plugins/discovered-plugin.js';

export interface ScreenOptions {
  readonly dir: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly discovery: Discovery;
  readonly guard: CrashGuard;
  /** A line for the person after the screen was left. */
  readonly say: (line: string) => void;
}

/** The screen from opening to quitting. Resolves to the exit code after everything it started has ended. */
export async function runScreen({ dir, env, discovery, guard, say }: ScreenOptions): Promise<number> {
  const root = findRoot(workingFolder(), dir);
  const session = await openScreen({ root, env, discovery, ownsProcess: true, say }).catch((error: unknown) => {
    throw withWords(error, discovery);
  });
  guard.restoreTerminal = () => session.terminal.dispose();
  guard.end = (code) => session.close(code);
  guard.reportDir = session.app.parts.paths.logs;
  guard.redact = (text) => session.app.parts.log.redact(text);
  return session.closed;
}

/** Who has no terminal can still use the words. */
function withWords(error: unknown, discovery: Discovery): unknown {
  if (!DevmgrError.isInstance(error) || error.code !== 'DEVMGR_TERMINAL_REQUIRED') return error;
  const words = discovery.plugins.flatMap((plugin) => plugin.manifest.cli ?? []).map((word) => word.name);
  const list = [...words, ...coreWordNames].map((word) => `devmgr ${word}`).join(', ');
  return new DevmgrError({
    ...error,
    message: error.message,
    hint: `These work without one: ${list}. See devmgr --help.`,
  });
}
