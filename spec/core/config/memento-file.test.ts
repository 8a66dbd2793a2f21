import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MementoFile } from '../../../core/config/memento-file.js';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'devmgr-memento-'));
  file = join(dir, 'state', 'x.json');
});
afterEach(() => rmSync(dir, { recursive: true }));

it('remembers across instances', async () => {
  await new MementoFile(file).set('a', { b: [1] });
  expect(new MementoFile(file).get('a')).toEqual({ b: [1] });
});

it('keeps what another one wrote under other keys', async () => {
  const [one, two] = [new MementoFile(file), new MementoFile(file)];
  expect([one.get('a'), two.get('a')]).toEqual([undefined, undefined]);
  await one.set('a', 1);
  await two.set('b', 2);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ a: 1, b: 2 });
});

it('counts a broken file as empty', async () => {
  const memento = new MementoFile(file);
  await memento.set('a', 1);
  writeFileSync(file, '{{{');
  expect(new MementoFile(file).get('a')).toBeUndefined();
  await memento.set('b', 2);
  expect(new MementoFile(file).get('b')).toBe(2);
});

it('sees what another one writes later', async () => {
  const [one, two] = [new MementoFile(file), new MementoFile(file)];
  await one.set('off', true);
  expect(two.get('off')).toBe(true);
  await one.set('off', false);
  expect(two.get('off')).toBe(false);
  const writing = two.set('mine', 1);
  expect([two.get('mine'), two.get('off')]).toEqual([1, false]);
  await writing;
  expect(one.get('mine')).toBe(1);
});
