import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { parseSelection } from '../../providers/registry/selection.js';
import type { ProvidersParts } from '../../providers-parts.js';

/** Whom the person named on the command line. */
export interface NamedModel {
  /** Of the provider. */
  readonly id: string | undefined;
  /** As it was typed. */
  readonly modelId: string | undefined;
}

/** `openai -m gpt-4o`, and `openai/gpt-4o`. Throws a `DevmgrError` for a provider that does not exist. */
export function namedModel({ args, flags }: CliInvocation, parts: ProvidersParts): NamedModel {
  const [named] = args;
  const flag = flags.string('model');
  if (named === undefined) return { id: undefined, modelId: flag };
  const { providerId, modelId } = parseSelection(named);
  const { id } = parts.require(providerId);
  if (flag !== undefined && modelId !== undefined) throw twoModels(named, flag);
  return { id, modelId: flag ?? modelId };
}

/**
 * The id that a provider takes for what was typed: as it lists it, whatever the case, and without the provider's own name in
 * front. What is not listed goes out as it is.
 */
export function listedModel(typed: string, providerId: string, ids: readonly string[]): string {
  const listed = (name: string) =>
    ids.find((id) => id === name) ?? ids.find((id) => id.toLowerCase() === name.toLowerCase());
  const prefix = `${providerId}/`;
  const rest = typed.toLowerCase().startsWith(prefix) ? typed.slice(prefix.length) : typed;
  return listed(typed) ?? listed(rest) ?? rest;
}

function twoModels(named: string, flag: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `Two models are named: ${named} and -m ${flag}`,
    hint: 'Name one of them.',
    exitCode: ExitCode.usage,
  });
}
