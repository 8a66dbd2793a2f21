import { join } from 'node:path';
import { textSink } from './cli/output.js';
import { printError } from './cli/print-error.js';
import { homeFolder } from './config/home-folder.js';
import { program } from './config/program.js';
import { installCrashGuard } from './crash.js';
import { discoverPlugins } from './plugins/discover.js';
import { chooseMode } from './choose-mode.js';

/** The program: screen or headless, then out with the exit code. Nobody else ends the process. */
export async function main(argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${program.version()}\n`);
    return;
  }
  const guard = installCrashGuard();
  const env = cleanEnv(process.env);
  const discovery = discoverPlugins(program.builtinPlugins, join(homeFolder(env), 'plugins'));
  const mode = chooseMode(argv, discovery);
  const code =
    mode.kind === 'screen'
      ? await (
          await import('./run-screen.js')
        ).runScreen({ ...mode, env, discovery, guard, say: (line) => void process.stderr.write(`${line}\n`) })
      : await (await import('./cli/run-headless.js')).runHeadless({ argv, env, discovery, guard });
  process.exit(code);
}

function cleanEnv(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.exit(printError(error, textSink(process.stderr, {}), process.argv.includes('--verbose')));
});
