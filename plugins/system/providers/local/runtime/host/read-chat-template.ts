import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The chat template that lies in a file of its own, as newer models have it: transformers.js 4.3.1 reads only the one in
 * tokenizer_config.json, but for a few kinds of models. `undefined` without such a file.
 */
export async function readChatTemplate(dir: string): Promise<string | undefined> {
  const plain = await readFile(join(dir, 'chat_template.jinja'), 'utf8').catch(() => undefined);
  if (plain !== undefined) return plain;
  try {
    const content: unknown = JSON.parse(await readFile(join(dir, 'chat_template.json'), 'utf8'));
    const { chat_template: template } = content as { readonly chat_template?: unknown };
    return typeof template === 'string' ? template : undefined;
  } catch {
    return undefined;
  }
}
