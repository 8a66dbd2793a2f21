import type { KnownFile } from './known-files.js';
import type { ChangedFile } from './pending-batch.js';

/** Files of the index that are gone, as long as a new file may be one of them. */
export class VanishedFiles {
  readonly #byHash = new Map<string, KnownFile[]>();

  constructor(files: readonly KnownFile[]) {
    for (const file of files) {
      const same = this.#byHash.get(file.hash);
      if (same) same.push(file);
      else this.#byHash.set(file.hash, [file]);
    }
  }

  /** One with the same bytes, at best with the same name. It is given out once. */
  take({ path, hash }: ChangedFile): KnownFile | undefined {
    const same = this.#byHash.get(hash) ?? [];
    const place = Math.max(
      0,
      same.findIndex((file) => nameOf(file.path) === nameOf(path)),
    );
    return same.splice(place, 1)[0];
  }

  /** Those that were not found again. */
  rest(): readonly KnownFile[] {
    return [...this.#byHash.values()].flat();
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
