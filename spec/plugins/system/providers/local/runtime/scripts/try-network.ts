import { loadTransformers } from '../../../../../../../plugins/system/providers/local/runtime/host/load-transformers.js';

// Arguments: the module of transformers.js, and an address at which somebody listens. Prints how every way out ended.
const [file = '', address = ''] = process.argv.slice(2);

interface Library {
  readonly env: { fetch(url: string): Promise<unknown> };
  readonly RawImage: { read(url: string): Promise<unknown> };
  readonly AutoConfig: { from_pretrained(id: string): Promise<unknown> };
}

const library = (await loadTransformers(file)) as unknown as Library;
const ways = {
  fetch: () => fetch(address),
  'env.fetch': () => library.env.fetch(address),
  'a picture': () => library.RawImage.read(address),
  'a model of the hub': () => library.AutoConfig.from_pretrained('some/model'),
};
for (const [name, way] of Object.entries(ways)) {
  const outcome = await way().then(
    () => 'went through',
    (error: unknown) => `failed: ${String(error)}`,
  );
  console.log(`${name} ${outcome.split('\n')[0]}`);
}
