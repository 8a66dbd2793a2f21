import { ExitCode, type CliContribution, type Screen } from 'devmgr/plugin-api';
import { createApp, type App } from '../app.js';
import { findRoot } from '../config/paths.js';
import { program } from '../config/program.js';
import { watchSettings } from '../config/watch-settings.js';
import { workingFolder } from '../config/working-folder.js';
import type { CrashGuard } from '../crash.js';
import type { Discovery } from '../plugins/discovered-plugin.js';
import { clean } from '../screen/text/clean.js';
import { coreWords } from './core-words.js';
import { jsonSink } from './json-sink.js';
import { flush, textSink } from './output.js';
import { openDialogue } from './open-dialogue.js';
import { openKeys } from './open-keys.js';
import { parseWords, type ParsedWord } from './parse-words.js';
import { pipedLines } from './piped-lines.js';
import { printError } from './print-error.js';
import { readLines } from './read-lines.js';
import { runWord } from './run-word.js';

export interface HeadlessOptions {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly discovery: Discovery;
  readonly guard: CrashGuard;
}

/** Nobody scrolls back without a screen, and a server in the foreground may run for weeks: the file has the rest. */
const KEPT_LOG = 10_000;

/** One headless run: parse, activate what the word needs, run, release. Resolves to the exit code. */
export async function runHeadless(options: HeadlessOptions): Promise<number> {
  const code = await runToItsEnd(options);
  const { outputError } = options.guard;
  if (outputError === undefined) return code;
  // Whoever goes on with what was written must know that some of it is missing.
  process.stderr.write(`devmgr: stdout cannot be written: ${outputError.message}\n`);
  return code === ExitCode.ok ? ExitCode.unavailable : code;
}

async function runToItsEnd(options: HeadlessOptions): Promise<number> {
  const stderr = textSink(process.stderr, options.env);
  let verbose = options.argv.includes('--verbose');
  try {
    const parsed = await parseWords(
      options.argv,
      allWords(options.discovery),
      program.version(),
      textSink(process.stdout, options.env).columns,
    );
    if (parsed.kind === 'text') {
      process.stdout.write(parsed.text);
      return ExitCode.ok;
    }
    verbose = parsed.word.verbose;
    return await runParsed(parsed.word, options);
  } catch (error) {
    return printError(error, stderr, verbose);
  } finally {
    await flush(process.stdout, process.stderr);
  }
}

function allWords(discovery: Discovery): CliContribution[] {
  const ofPlugins = discovery.plugins.flatMap((plugin) => plugin.manifest.cli ?? []);
  const ofCore = coreWords.map((word) => word.contribution);
  // A plugin cannot take a word of the core from it: the registry would not give it the call either.
  const names = new Set(ofCore.map(({ name }) => name));
  return [...ofPlugins.filter(({ name }) => !names.has(name) && names.add(name)), ...ofCore];
}

async function runParsed(word: ParsedWord, { env, discovery, guard }: HeadlessOptions): Promise<number> {
  const stdout = word.json ? jsonSink(textSink(process.stdout, env)) : textSink(process.stdout, env);
  const stderr = textSink(process.stderr, env);
  const abort = new AbortController();
  let interruptedWith: number | undefined;
  guard.end = (code) => {
    interruptedWith = code;
    abort.abort();
  };
  const notify: Screen['notify'] = ({ severity, message, hint }) => {
    stderr.write(clean(`${severity}: ${message}\n${hint === undefined ? '' : `  ${hint}\n`}`));
  };
  const app = await createApp({
    root: findRoot(workingFolder(), word.project),
    env,
    discovery,
    notify,
    reportCommand: () => undefined,
    keepLog: KEPT_LOG,
  });
  connectGuard(guard, app);
  try {
    await app.parts.processes.clearLeftovers();
    const streams = { stdin: readLines(process.stdin), stdout, stderr, signal: abort.signal };
    const code = await runWord(word, app.parts.cli, app.host, {
      ...streams,
      pipedLines: pipedLines(streams),
      openDialogue: openDialogue({
        input: process.stdin,
        outputs: [process.stderr, process.stdout],
        signal: abort.signal,
      }),
      openKeys: openKeys({ input: process.stdin, interrupt: () => void process.kill(process.pid, 'SIGINT') }),
      followSettings: () => watchSettings(app.parts),
    });
    return interruptedWith ?? code;
  } catch (error) {
    if (interruptedWith !== undefined && abort.signal.aborted) return interruptedWith;
    throw error;
  } finally {
    await app.dispose();
  }
}

function connectGuard(guard: CrashGuard, { parts }: App): void {
  guard.reportDir = parts.paths.logs;
  guard.redact = (text) => parts.log.redact(text);
}
