import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { nearestModels } from '../catalogue/nearest-models.js';

export function unknownProvider(id: string, ids: readonly string[]): DevmgrError {
  const near = nearestModels(id, ids);
  const offered = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${ids.join(', ')}.`;
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `There is no AI provider "${id}"`,
    hint: `${offered} A model is named provider/model.`,
    exitCode: ExitCode.usage,
  });
}

export function noEmbeddings(id: string, title: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `${title} has no embeddings`,
    hint: `Name a model of another provider than ${id}.`,
    exitCode: ExitCode.usage,
  });
}

export function noModelNamed(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `Which embedding model of ${id}?`,
    hint: `Name it: ${id}/<model>.`,
    exitCode: ExitCode.usage,
  });
}

export function badProviderId(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
    message: `"${id}" cannot name an AI provider`,
    hint: 'Take lower-case letters, digits and dashes, at most 40.',
    exitCode: ExitCode.plugin,
  });
}

export function takenProviderId(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONTRIBUTION_DUPLICATE',
    message: `There is an AI provider "${id}" already`,
    hint: 'Give the provider of your plugin another id.',
    exitCode: ExitCode.plugin,
  });
}
