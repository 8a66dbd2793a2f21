import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../../../', import.meta.url));
const folders = [
  'core',
  'plugins',
  'plugin-api',
  'spec/fixtures/orders-api',
  'node_modules/yargs',
  'node_modules/fast-check',
];
const ends = ['.ts', '.js', '.py', '.md', '.json', '.toml', '.sql', '.css', '.mjs', '.cjs'];

/** Pieces of files of this project and some packages: code, prose and data, 20 lines each, cut where they get long. */
export function realTexts(): readonly string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && ends.includes(extname(entry.name)))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return files.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const starts = Array.from({ length: Math.ceil(lines.length / 20) }, (_, i) => i * 20);
    return starts.map((start) =>
      `${file.slice(root.length)}\n${lines.slice(start, start + 20).join('\n')}`.slice(0, 4000),
    );
  });
}
