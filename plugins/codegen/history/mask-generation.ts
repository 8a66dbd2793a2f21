import type { Generation, RefusedFile } from 'devmgr/plugin-api/contracts/code-generator';
import type { StoredGeneration } from './generation-json.js';

/** `redact`: masks secrets in a text of any length. `at`: milliseconds since the epoch. */
export async function maskGeneration(
  generation: Generation,
  { redact: mask, at }: { redact(text: string): Promise<string>; readonly at: number },
): Promise<StoredGeneration> {
  const files = await inTurn(generation.files, async (file) => {
    const before = file.before === undefined ? undefined : await mask(file.before);
    return { path: file.path, before, after: await mask(file.after) };
  });
  const masked = generation.files.filter(({ before, after }, index) => {
    const kept = files[index];
    return after !== kept?.after || before !== kept.before;
  });
  const context = await inTurn(generation.context, async (item) => ({
    ...item,
    title: await mask(item.title),
    reason: await mask(item.reason),
    text: await mask(item.text),
  }));
  const refused = await inTurn(generation.refused, async ({ path, reason }) => ({ path, reason: await mask(reason) }));
  const [prompt, answer] = [await mask(generation.prompt), await mask(generation.answer)];
  const notes = await inTurn(generation.notes, mask);
  const kept: Generation = { ...generation, prompt, answer, files, refused, context, notes };
  return { version: 1, at, generation: kept, masked: masked.map(({ path }) => path) };
}

/**
 * As it was, without the files of which a part is masked: to save one would put `***` where the secret is. They are among the
 * refused ones, with that reason.
 */
export function openStored({ generation, masked }: StoredGeneration): Generation {
  const lost: readonly RefusedFile[] = masked.map((path) => ({ path, reason: 'it holds a secret, which is not kept' }));
  return {
    ...generation,
    files: generation.files.filter(({ path }) => !masked.includes(path)),
    refused: [...generation.refused, ...lost],
  };
}

/** One after the other: each lets others work. */
async function inTurn<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<readonly R[]> {
  const made: R[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}
