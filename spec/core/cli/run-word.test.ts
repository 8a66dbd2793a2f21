import type { TextSink } from 'devmgr/plugin-api';
import { expect, it } from 'vitest';
import { CliRegistry } from '../../../core/cli/cli-registry.js';
import { runWord, type WordStreams } from '../../../core/cli/run-word.js';
import type { PluginHost } from '../../../core/plugins/plugin-host.js';

const sink = { write: () => undefined } as unknown as TextSink;
const nothing = (async function* (): AsyncGenerator<string> {})();
const streams: WordStreams = {
  stdin: nothing,
  pipedLines: () => nothing,
  stdout: sink,
  stderr: sink,
  signal: AbortSignal.timeout(60_000),
};
const word = { name: 'hello', args: [], rest: [], json: false, verbose: false, project: undefined, flags: {} };

it('a word of a plugin that is disabled says so, and where to look', async () => {
  const running = runWord(word, new CliRegistry(), {} as PluginHost, streams);
  await expect(running).rejects.toMatchObject({
    message: 'The plugin that answers to "hello" is disabled',
    hint: 'Take it out of disabled-plugins in the [core] settings; `devmgr config list` shows who says so.',
  });
});
