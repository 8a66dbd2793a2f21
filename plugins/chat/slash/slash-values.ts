import type { PluginContext, SlashCommand } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatSession } from '../conversation/chat-session.js';

export interface SlashValuesParts {
  readonly context: Pick<PluginContext, 'services' | 'signal' | 'log' | 'manifest'>;
  readonly index: Pick<CodeIndex, 'state' | 'files'>;
  readonly session: Pick<ChatSession, 'state'>;
}

/** What may stand after slash commands. Nothing is waited for: what is not known yet is asked for, and is there at the next key. */
export class SlashValues {
  readonly #parts: SlashValuesParts;
  #paths: readonly string[] = [];
  /** The state of the index that the paths are of. */
  #pathsOf: string | undefined;

  constructor(parts: SlashValuesParts) {
    this.#parts = parts;
  }

  of({ argument, commandId }: SlashCommand): readonly string[] | undefined {
    const { session, context } = this.#parts;
    if (commandId === `${context.manifest.id}.detach-file`) {
      return session.state.get().attachments.map(({ title }) => title);
    }
    if (argument?.startsWith('path') === true) return this.#knownPaths();
    if (argument?.startsWith('model') === true) return this.#knownModels();
    return argument?.includes('|') === true ? argument.split('|').map((value) => value.trim()) : undefined;
  }

  #knownPaths(): readonly string[] {
    const { index, context } = this.#parts;
    const { files, refreshedAt, status } = index.state.get();
    const version = `${status} ${files} ${refreshedAt}`;
    if (version === this.#pathsOf || status === 'off') return this.#paths;
    this.#pathsOf = version;
    index.files({ signal: context.signal }).then(
      (found) => (this.#paths = found.map(({ path }) => path)),
      (error: unknown) => context.log.debug('No paths to complete', { reason: String(error) }),
    );
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
