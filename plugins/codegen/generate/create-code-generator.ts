import type { PluginContext } from 'devmgr/plugin-api';
import type { CodeGenerator } from 'devmgr/plugin-api/contracts/code-generator';
import type { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import type { GenerationHistory } from '../history/generation-history.js';
import type { ContextProviders } from './context-providers.js';
import type { Generator } from './generate-job.js';

export interface CodeGeneratorParts {
  readonly context: Pick<PluginContext, 'log'>;
  readonly generator: Generator;
  readonly providers: ContextProviders;
  writer(): Promise<ProjectWriter>;
  /** Where what other plugins generate is kept as well. */
  history(): Promise<Pick<GenerationHistory, 'add' | 'markSaved'>>;
}

/** The service for other plugins: the same generator as tab and command line have. */
export function createCodeGenerator(parts: CodeGeneratorParts): CodeGenerator {
  const { generator, providers, context, history } = parts;
  // What cannot be kept is no reason not to generate or to save.
  const keep = async (what: (kept: Pick<GenerationHistory, 'add' | 'markSaved'>) => Promise<void>) => {
    try {
      await what(await history());
    } catch (error) {
      context.log.warn('A generation could not be kept', { reason: String(error) });
    }
  };
  return {
    async *generate({ path, model, ...request }, options) {
      const target = { path, language: undefined, before: undefined };
      for await (const event of generator.generate({ target, model, ...request }, options)) {
        if (event.type === 'generation-end') await keep((kept) => kept.add(event.generation));
        yield event;
      }
    },
    async save(generation) {
      const { saveGeneration } = await import('./save-generation.js');
      const change = await saveGeneration(generation, await parts.writer());
      const files = generation.files.map(({ path, after }) => ({ path, text: after }));
      await keep((kept) => kept.markSaved(generation.id, { id: change.id, files }));
      return change;
    },
    registerContextProvider: (provider) => providers.register(provider),
  };
}
