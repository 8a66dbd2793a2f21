import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Two folders up both from core/config/ in the source and from dist/core/ in the build.
const ROOT = new URL('../../', import.meta.url);

/** Where the running program lies. */
export const program = {
  root: fileURLToPath(ROOT),
  builtinPlugins: fileURLToPath(new URL('dist/plugins/', ROOT)),
  /** A module inside the program, for resolving packages as the program does. */
  anchorUrl: new URL('dist/core/main.js', ROOT).href,
  version(): string {
    const json = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string };
    return json.version;
  },
};
