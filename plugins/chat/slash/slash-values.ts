import type { PluginContext, SlashCommand } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import type { IndexedFile } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatSession } from '../conversation/chat-session.js';
import type { FolderPaths } from './folder-paths.js';

export interface SlashValuesParts {
  readonly context: Pick<PluginContext, 'services' | 'manifest'>;
  /** Of the index, as far as they are known. */
  files(): readonly IndexedFile[];
  readonly session: Pick<ChatSession, 'state'>;
  /** Left out: only what is in the index is completed. */
  readonly folders?: FolderPaths;
}

/** What may stand after slash commands, as far as it is known: nothing is waited for. */
export class SlashValues {
  readonly #parts: SlashValuesParts;
  #paths: readonly string[] = [];
  #pathsOf: readonly IndexedFile[] | undefined;

  constructor(parts: SlashValuesParts) {
    this.#parts = parts;
  }

  /** `typed`: the word that is being written. */
  of({ argument, commandId }: SlashCommand, typed = ''): readonly string[] | undefined {
    const { session, context } = this.#parts;
    if (commandId === `${context.manifest.id}.detach-file`) {
      return session.state.get().attachments.map(({ title }) => title);
    }
    // Also what is not in the index, and what lies elsewhere.
    if (commandId === `${context.manifest.id}.attach-file`) return this.#attachable(typed);
    if (argument?.startsWith('path') === true) return this.#knownPaths();
    if (argument?.startsWith('model') === true) return this.#knownModels();
    return argument?.includes('|') === true ? argument.split('|').map((value) => value.trim()) : undefined;
  }

  #attachable(typed: string): readonly string[] {
    const there = this.#parts.folders?.of(typed) ?? [];
    return /^[~/.]/.test(typed) ? there : [...new Set([...this.#knownPaths(), ...there])];
  }

  #knownPaths(): readonly string[] {
    const files = this.#parts.files();
    if (files !== this.#pathsOf) this.#paths = files.map(({ path }) => path);
    this.#pathsOf = files;
    return this.#paths;
  }

  #knownModels(): readonly string[] {
    const providers = this.#parts.context.services.find(Ai)?.providers.get() ?? [];
    const models = providers.flatMap(({ id, state }) =>
      state.get().models.flatMap((model) => (model.kind === 'language' ? [`${id}/${model.id}`] : [])),
    );
    return ['auto', ...models];
  }
}
