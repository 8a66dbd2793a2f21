import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtPlugin, type BuiltPlugin } from '../support/built-plugin.js';

/** In bytes: parsing takes about a millisecond for every 30 KB, and the person waits for it before the first tab is there. */
const MOST_BYTES = 280_000;

/**
 * What only servers that are looked for or run, a request, a dialog, a word of the command line, a model of this machine, a fine-tuning job, the
 * gateway or a pane that the first frame does not show needs. From the folder of the plugin.
 */
const lateSources = [
  /^cli\/(?!words\.ts)/,
  /^commands\/(?:client-actions|offer-port|tell-port-holder)\.ts/,
  /^commands\/finetuning\/create-from-form\.ts/,
  /^finetuning\/(?:adapters|data|draft)\//,
  /^finetuning\/view\/(?!job-progress|result-name)/,
  /^gateway\/(?!gateway-presence|settings\/served-models)/,
  /^tab\/(?:client|gateway)\//,
  /^tab\/finetuning\/(?!job-form-shape|job-status|jobs-line)/,
  /^tab\/providers\/(?:model-table|provider-panes)\.ts/,
  /^tab\/server\/(?:environment|late|masked|page-filter|request-columns|request-lines|requests|route|shown|variable)/,
  /^servers\/(?:remote|run|worker|reload|ssh|interpreter|requests|order|definition|detect|import)\//,
  /^servers\/(?:server-manager|server-launcher|server-book|server-reducer)\.ts/,
  /^servers\/health\/.*probe/,
  /^providers\/view\/(?:default-text|provider-details)\.ts/,
  /^providers\/wire\//,
  /^providers\/failures\//,
  /^providers\/transport\/(?!http-failure\.ts)/,
  /^providers\/extractive\/(?!extractive-model\.ts)/,
  /^providers\/http-provider\/(?:look|probe-address|stream-answer|run-attempt|embed-texts)\.ts/,
  /^providers\/routing\/stream-in-turn\.ts/,
  /^providers\/local\/generate-locally\.ts/,
  /^providers\/local\/models\/(?:folder|hub|pull|weights)\//,
  /^providers\/local\/runtime\//,
];

let plugin: BuiltPlugin;
beforeAll(async () => {
  plugin = await builtPlugin(fileURLToPath(new URL('../../plugins/system', import.meta.url)));
});
afterAll(() => plugin[Symbol.asyncDispose]());

/** The files that are read when index.js is imported, itself included. */
function readAtFirst({ outputs }: Metafile): ReadonlySet<string> {
  const read = new Set(Object.keys(outputs).filter((file) => file.endsWith('/index.js')));
  for (const file of read) {
    const imports =
      outputs[file]?.imports.filter(({ kind, external }) => kind === 'import-statement' && !external) ?? [];
    for (const { path } of imports) read.add(path);
  }
  return read;
}

/** Sources of the plugin that are in those files. */
function sourcesIn({ outputs }: Metafile, isWanted: (file: string) => boolean): readonly string[] {
  const inputs = Object.entries(outputs).flatMap(([file, { inputs: from }]) =>
    isWanted(file) ? Object.keys(from) : [],
  );
  return inputs.flatMap((path) => /^plugins\/system\/(.*)$/.exec(path)?.[1] ?? []);
}

it('the System plugin is one chunk besides index.js before its tab is there, and no large one', () => {
  const { metafile } = plugin;
  const read = readAtFirst(metafile);
  expect(read.size).toBeLessThanOrEqual(2);
  const bytes = [...read].reduce((sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0), 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect(bytes).toBeGreaterThan(100_000);
});

it.each(lateSources)('what is in %s is loaded when it is needed', (pattern) => {
  const read = readAtFirst(plugin.metafile);
  const matching = (isFirst: boolean) =>
    sourcesIn(plugin.metafile, (file) => read.has(file) === isFirst).filter((path) => pattern.test(path));
  expect(matching(true)).toEqual([]);
  // Else the pattern is out of date.
  expect(matching(false)).not.toEqual([]);
});
