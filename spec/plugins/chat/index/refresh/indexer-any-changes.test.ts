import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unpackVectors } from '../../../../../plugins/chat/index/store/vector-codec.js';
import { IndexStage } from './index-stage.js';

const paths = ['a.txt', 'b.py', 'd/a.txt', 'd/c.py', 'd/e/f.txt'] as const;
const path = fc.constantFrom(...paths);
const texts = [
  '',
  'one\n',
  'one\n\ntwo\n',
  'two\n\none\n',
  'two\n\none\n\nthree\n',
  'one\n\ntwo\n\nthree\n',
  'four\n\none\n\ntwo\n\nfive\n',
  '# DO NOT EDIT\n\nx\n',
] as const;
const isSkipped = (text: string) => text.startsWith('#');

type Step =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'move'; readonly path: string; readonly to: string }
  /** With the paths that were changed since the last time, or with everything. */
  | { readonly kind: 'update' | 'refresh' | 'restart' | 'abort' | 'embedder fails' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), path, text: fc.constantFrom(...texts) }),
  fc.record({ kind: fc.constant('remove' as const), path }),
  fc.record({ kind: fc.constant('move' as const), path, to: path }),
  fc.record({ kind: fc.constantFrom('update', 'refresh', 'restart', 'abort', 'embedder fails') }),
);

/** Files as they should be in the index, and what is changed since somebody looked. */
class Model {
  readonly files = new Map<string, string>();
  readonly changed = new Set<string>();

  constructor(readonly stage: IndexStage) {}

  async take(one: Step): Promise<void> {
    if (one.kind === 'write') await this.#write(one.path, one.text);
    else if (one.kind === 'remove') await this.#remove(one.path);
    else if (one.kind === 'move') await this.#move(one.path, one.to);
    else await this.#look(one.kind);
  }

  async #write(file: string, text: string): Promise<void> {
    await this.stage.write({ [file]: text });
    this.files.set(file, text);
    this.changed.add(file);
  }

  async #remove(file: string): Promise<void> {
    if (!this.files.delete(file)) return;
    await this.stage.remove(file);
    this.changed.add(file);
  }

  async #move(file: string, to: string): Promise<void> {
    const text = this.files.get(file);
    if (text === undefined || file === to) return;
    await this.stage.move(file, to);
    this.files.delete(file);
    this.files.set(to, text);
    this.changed.add(file).add(to);
  }

  async #look(kind: string): Promise<void> {
    const { stage } = this;
    if (kind === 'restart') {
      stage.indexer = stage.newIndexer();
      stage.indexer.setEmbedder({ embedder: stage.embedder, problem: undefined });
    } else if (kind === 'abort') {
      const abort = new AbortController();
      stage.embedder.beforeEmbed = () => abort.abort(new Error('enough'));
      await stage.refresh({ signal: abort.signal }).catch(() => undefined);
    } else if (kind === 'embedder fails') {
      stage.embedder.beforeEmbed = () => Promise.reject(new Error('no'));
      await stage.refresh();
    } else if (kind === 'update') {
      await stage.update([...this.changed]);
      this.changed.clear();
      this.expectTexts();
    } else {
      await stage.refresh();
      this.changed.clear();
      this.expectTexts();
    }
    stage.embedder.beforeEmbed = () => undefined;
  }

  expectTexts(): void {
    const wanted = [...this.files].filter(([, text]) => !isSkipped(text)).sort(([a], [b]) => (a < b ? -1 : 1));
    expect(this.stage.texts).toEqual(Object.fromEntries(wanted));
  }

  /** Every chunk has the vector of its own text, and every file its own time. */
  async expectWhole(): Promise<void> {
    this.expectTexts();
    for (const file of this.stage.writer.kept.values()) {
      const vectors = file.byEmbedder.get(this.stage.embedder.id);
      const found = vectors ? unpackVectors(vectors).map((vector) => vector.map(Math.round)) : [];
      const wanted = file.chunks.map(({ text }) =>
        Float32Array.of(text.length, text.charCodeAt(0), text.charCodeAt(1), 1),
      );
      expect(found).toHaveLength(wanted.length);
      for (const [place, vector] of found.entries()) {
        const off = vector.map((value, at) => Math.abs(value - (wanted[place]?.[at] ?? 0)));
        expect(Math.max(...off)).toBeLessThanOrEqual(1);
      }
      expect(file.mtimeMs).toBe(Math.floor((await stat(join(this.stage.root, file.path))).mtimeMs));
      expect(file.language).toBe(file.path.split('.').pop());
    }
  }
}

it('is what the files say after any changes, looks, failures and interruptions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      await using stage = await IndexStage.create();
      const model = new Model(stage);
      for (const one of steps) await model.take(one);
      await stage.refresh();
      await model.expectWhole();
      const count = stage.writer.batches.length;
      expect(await stage.refresh()).toMatchObject({ added: 0, removed: 0, embedded: 0 });
      expect(stage.writer.batches.length).toBe(count);
    }),
    { numRuns: 100 },
  );
});
