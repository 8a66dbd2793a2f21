import { join } from 'node:path';
import type { PluginContext, SettingLayer } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import type { EmbedderChoice } from '../../embed/embedder.js';
import { errorSentences } from '../../embed/error-sentences.js';
import { findPulledModel } from './find-pulled-model.js';
import { readEmbedderSetting, type EmbedderSetting } from './read-embedder-setting.js';

export interface ChosenEmbedder {
  readonly choice: EmbedderChoice;
  /** Why it is not what the settings say. */
  readonly problem: string | undefined;
  /** Whether code may be sent to another machine: the person has chosen it. */
  readonly mayLeave: boolean;
}

type ChooseContext = Pick<PluginContext, 'config' | 'services' | 'storage' | 'workspace' | 'manifest'>;

/**
 * Reads the setting `embedder`, the highest layer first. What a file of the project says counts as long as no code leaves the
 * machine: whose keys and money are used, and who reads the code, the project does not decide (docs/decisions/0005). Then the
 * next layer counts, and `problem` says so. Never rejects.
 */
export async function chooseEmbedder(context: ChooseContext): Promise<ChosenEmbedder> {
  let refusal: string | undefined;
  for (const layer of context.config.layers('embedder').toReversed()) {
    const chosen = await chooseFrom(layer, context);
    if ('choice' in chosen)
      return { ...chosen, problem: refusal ?? chosen.problem, mayLeave: layer.source !== 'project' };
    refusal ??= chosen.refusal;
  }
  return { choice: { kind: 'built-in' }, problem: refusal, mayLeave: false };
}

type Chosen = Omit<ChosenEmbedder, 'mayLeave'>;

async function chooseFrom(
  { value, source }: SettingLayer,
  context: ChooseContext,
): Promise<Chosen | { readonly refusal: string }> {
  const setting = await findModel(readEmbedderSetting(String(value), context.workspace.root), context);
  if (setting.kind !== 'service') return { choice: setting, problem: undefined };
  try {
    const ai = await context.services.require(Ai);
    const { host, providerId } = ai.embeddingModel(setting.selection);
    const isElsewhere = host !== undefined || ai.providers.get().find(({ id }) => id === providerId)?.kind === 'cloud';
    if (!isElsewhere || source !== 'project') return { choice: setting, problem: undefined };
    return { refusal: refusalOf(setting.selection, host ?? providerId, context) };
  } catch (error) {
    return none(error);
  }
}

/** A pulled model is run here, from its folder; one that is not there by the provider that calls itself `local`. */
async function findModel(setting: EmbedderSetting, { storage }: ChooseContext): Promise<EmbedderChoice> {
  if (setting.kind !== 'pulled') return setting;
  const path = await findPulledModel(join(storage.globalDir, 'models'), setting.name);
  return path === undefined ? { kind: 'service', selection: `local/${setting.name}` } : { kind: 'folder', path };
}

function none(error: unknown): Chosen {
  const problem = errorSentences(error);
  return { choice: { kind: 'none', problem }, problem };
}

function refusalOf(selection: string, host: string, { storage, manifest }: ChooseContext): string {
  const file = join(storage.globalDir, 'config.toml');
  return (
    `A settings file of this project wants its code sent to ${host} (${selection}), with your key. It is not. ` +
    `If you want that, add embedder = ${JSON.stringify(selection)} below [${manifest.id}] in ${file}`
  );
}
