import { basename } from 'node:path';
import type { Disposable } from 'devmgr/plugin-api';
import type { ServerDefinition } from '../../servers/definition/server-definition.js';

const NONE: ReadonlyMap<string, string> = new Map();

/** In which file the variables of a server are written. Files are read once for each definition. */
export class VariableOrigins implements Disposable {
  readonly #changed: () => void;
  #definition: ServerDefinition | undefined;
  #origins = NONE;
  #isDisposed = false;

  /** `changed` is called when the files of the definition that was asked for last are read. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** By the names of the variables; without those of files that are still read. */
  of(definition: ServerDefinition | undefined): ReadonlyMap<string, string> {
    if (definition === this.#definition) return this.#origins;
    this.#definition = definition;
    this.#origins = definition ? ofTable(definition) : NONE;
    if (definition && definition.envFiles.length > 0) void this.#read(definition);
    return this.#origins;
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  async #read(definition: ServerDefinition): Promise<void> {
    const { readEnvFile } = await import('../../servers/definition/read-env-file.js');
    const files = await Promise.all(
      // What cannot be read is told when the server is started.
      definition.envFiles.map(async (path) => ({ path, variables: await readEnvFile(path).catch(() => ({})) })),
    );
    if (this.#isDisposed || definition !== this.#definition) return;
    const inFiles = files.flatMap(({ path, variables }) =>
      Object.keys(variables).map((name): [string, string] => [name, basename(path.replace(/\?$/, ''))]),
    );
    this.#origins = new Map([...inFiles, ...ofTable(definition)]);
    this.#changed();
  }
}

function ofTable({ env, source }: ServerDefinition): ReadonlyMap<string, string> {
  return new Map(Object.keys(env).map((name) => [name, source]));
}
