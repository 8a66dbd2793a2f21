import { DevmgrError, ExitCode, type CliFlags, type CliInvocation } from 'devmgr/plugin-api';
import type { PluginHost } from '../plugins/plugin-host.js';
import type { CliRegistry } from './cli-registry.js';
import type { ParsedWord } from './parse-words.js';

/** What a word talks through. */
export type WordStreams = Omit<CliInvocation, 'args' | 'rest' | 'flags' | 'json'>;

/** Activates the plugin of a word and runs its handler. Resolves to the exit code. */
export async function runWord(
  word: ParsedWord,
  cli: CliRegistry,
  host: PluginHost,
  streams: WordStreams,
): Promise<number> {
  const owner = cli.word(word.name)?.pluginId;
  // Manifests of plugins that are disabled are parsed, too, and nothing else of them.
  if (owner === undefined) throw disabled(word.name);
  if (cli.handler(word.name) === undefined) await host.activate(owner);
  const handler = cli.handler(word.name);
  if (!handler) throw noHandler(word.name, owner);
  const { args, rest, json } = word;
  const invocation: CliInvocation = { args, rest, json, flags: readFlags(word.flags), ...streams };
  return handler(invocation);
}

function readFlags(flags: Readonly<Record<string, unknown>>): CliFlags {
  return {
    boolean: (name) => flags[name] === true,
    string: (name) => (typeof flags[name] === 'string' ? flags[name] : undefined),
    strings: (name) => (Array.isArray(flags[name]) ? flags[name].map(String) : []),
    number: (name) => (typeof flags[name] === 'number' ? flags[name] : undefined),
  };
}

function disabled(name: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_UNDECLARED',
    message: `The plugin that answers to "${name}" is disabled`,
    hint: 'Take it out of disabled-plugins in the [core] settings; `devmgr config list` shows who says so.',
    exitCode: ExitCode.plugin,
  });
}

function noHandler(name: string, owner: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_UNDECLARED',
    message: `Plugin ${owner} declares the word "${name}" and does not handle it`,
    hint: 'Look at `devmgr plugins list`.',
    exitCode: ExitCode.plugin,
  });
}
