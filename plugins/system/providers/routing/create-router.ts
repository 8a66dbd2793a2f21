import { DevmgrError } from 'devmgr/plugin-api';
import type { AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import { parseSelection } from '../registry/selection.js';
import { createAutomaticTargets, namedTarget, type TargetsOptions } from './create-targets.js';
import type { Cooldowns } from './cooldowns.js';
import type { RouteTarget } from './route-target.js';
import { RoutedModel } from './routed-model.js';
import { unknownTarget } from './unknown-target.js';

export interface RouterOptions extends TargetsOptions {
  readonly cooldowns: Cooldowns;
  /** What the person chose on the screen, which is asked first. */
  readonly chosen: () => string | undefined;
  /** `ai-order` of the settings. */
  readonly order: () => readonly string[];
}

/** Makes models out of what people say: one, several to be asked in turn, or nothing at all. */
export function createRouter(options: RouterOptions): (selection?: string | readonly string[]) => AiLanguageModel {
  const { cooldowns, host, registry } = options;
  const automatic = createAutomaticTargets(options);
  return (selection) => {
    const names = typeof selection === 'string' ? [selection] : (selection ?? []);
    // Whoever names a provider that does not exist hears it now.
    for (const name of names) registry.require(parseSelection(name).providerId);
    const targets = () =>
      names.length > 0 ? names.map((name) => namedTarget(options, name)) : unnamedTargets(options, automatic);
    return new RoutedModel({ targets, cooldowns, host });
  };
}

function unnamedTargets(options: RouterOptions, automatic: () => readonly RouteTarget[]): readonly RouteTarget[] {
  const chosen = options.chosen();
  const order = options.order();
  const named = [...(chosen === undefined ? [] : [chosen]), ...order.filter((name) => name !== chosen)];
  const found = named.map((name) => ({ name, ...targetIfThere(options, name) }));
  const targets = found.flatMap(({ target }) => target ?? []);
  if (targets.length > 0) return targets;
  // With an order, nobody else is asked: the person said where questions may go.
  const lost = found.find(({ name }) => name === order[0]);
  return lost ? [unknownTarget(order, lost.error)] : automatic();
}

/** A setting may name what is gone: that is told, and the others that are named are asked. */
function targetIfThere(
  options: RouterOptions,
  name: string,
): { readonly target?: RouteTarget; readonly error?: DevmgrError } {
  try {
    return { target: namedTarget(options, name) };
  } catch (error) {
    if (!DevmgrError.isInstance(error)) throw error;
    options.host.log.debug(`${name} is passed over: ${error.message}`);
    return { error };
  }
}
