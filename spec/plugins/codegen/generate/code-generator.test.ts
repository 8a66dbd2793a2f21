import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isWriteConflict } from 'devmgr/plugin-api/contracts/project-writer';
import type { GenerateEvent, Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { expect, it } from 'vitest';
import { ContextProviders } from '../../../../plugins/codegen/generate/context-providers.js';
import { createCodeGenerator } from '../../../../plugins/codegen/generate/create-code-generator.js';
import { says } from '../../system/providers/support/scripted-provider.js';
import { aGeneration } from './a-generation.js';
import { edit, fenced, generateStage, type GenerateStage } from './generate-stage.js';

const files = { 'app/main.py': 'import app.orders\r\n' };
const answer = `${fenced('app/new.py', 'y = 1\n')}\n${edit('app/main.py', 'import app.orders\n', 'import app.new\n')}`;

function service(stage: GenerateStage, isKept = true) {
  const kept: string[] = [];
  const keep = async (what: string) => {
    if (!isKept) throw new Error('The disk is full');
    kept.push(what);
  };
  const history = async () => ({
    add: ({ target }: Generation) => keep(`added ${target}`),
    markSaved: (_: string, change: { readonly files: readonly { readonly path: string }[] }) =>
      keep(`saved ${change.files.map(({ path }) => path).join()}`),
  });
  const { generator, writer, test } = stage;
  const providers = new ContextProviders();
  const parts = { context: test.context, generator, providers, writer: async () => writer, history };
  return { service: createCodeGenerator(parts), kept, providers };
}

async function generation(events: AsyncIterable<GenerateEvent>): Promise<Generation> {
  for await (const event of events) if (event.type === 'generation-end') return event.generation;
  throw new Error('It ended without a generation');
}

it('generates and saves for other plugins, in the style of the files, and keeps it in the history', async () => {
  await using stage = await generateStage({ files, streams: [says(answer)] });
  const { service: code, kept } = service(stage);
  const made = await generation(
    code.generate({ path: 'app/new.py', prompt: 'x' }, { signal: AbortSignal.timeout(60_000) }),
  );
  const change = await code.save(made);
  expect(change.title).toBe('Generated app/new.py and 1 more');
  expect(await readFile(join(stage.root, 'app/new.py'), 'utf8')).toContain('y = 1');
  expect(await readFile(join(stage.root, 'app/main.py'), 'utf8')).toBe('import app.new\r\n');
  expect(kept).toEqual(['added app/new.py', 'saved app/new.py,app/main.py']);
});

it('saves nothing over what changed meanwhile, and nothing at all when there are no files', async () => {
  await using stage = await generateStage({ files, streams: [says(answer)] });
  const { service: code, kept } = service(stage);
  const made = await generation(
    code.generate({ path: 'app/new.py', prompt: 'x' }, { signal: AbortSignal.timeout(60_000) }),
  );
  await writeFile(join(stage.root, 'app/main.py'), 'import app.other\r\n');
  await expect(code.save(made)).rejects.toSatisfy(isWriteConflict);
  await writeFile(join(stage.root, 'app/main.py'), files['app/main.py']);
  await writeFile(join(stage.root, 'app/new.py'), 'somebody else\n');
  await expect(code.save(made)).rejects.toSatisfy(isWriteConflict);
  expect(await readFile(join(stage.root, 'app/new.py'), 'utf8')).toBe('somebody else\n');
  expect(kept).toEqual(['added app/new.py']);
  await expect(code.save(aGeneration({ files: [] }))).rejects.toThrow('There is nothing to save for app/a.py');
});

it('generates and saves though nothing can be kept', async () => {
  await using stage = await generateStage({ files, streams: [says(answer)] });
  const { service: code } = service(stage, false);
  const made = await generation(
    code.generate({ path: 'app/new.py', prompt: 'x' }, { signal: AbortSignal.timeout(60_000) }),
  );
  await code.save(made);
  expect(await readFile(join(stage.root, 'app/new.py'), 'utf8')).toContain('y = 1');
  expect(stage.test.logged.filter(({ level }) => level === 'warn')).toHaveLength(2);
});

it('takes context providers under ids of their own, until they are released', async () => {
  await using stage = await generateStage({ files, streams: [says(answer)] });
  const { service: code, providers } = service(stage);
  const provider = { id: 'jira.issue', provide: async () => [] };
  const registered = code.registerContextProvider(provider);
  expect(providers.all()).toEqual([provider]);
  expect(() => code.registerContextProvider({ ...provider })).toThrow('There is a context provider jira.issue already');
  void registered.dispose();
  expect(providers.all()).toEqual([]);
});
