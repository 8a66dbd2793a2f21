import { aiFailure } from 'devmgr/plugin-api/contracts/ai';
import type { NamedModels } from './named-models.js';

/**
 * The events of the first model that says something: `isBeginning` tells which events a client may hear from a model that is then passed
 * over. Throws what the last one failed with.
 */
export async function* askNamed<Event>(
  models: NamedModels,
  ask: (model: string | undefined) => AsyncIterable<Event>,
  isBeginning: (event: Event) => boolean,
): AsyncGenerator<Event, void, undefined> {
  for (const [at, model] of models.entries()) {
    let hasBegun = false;
    try {
      for await (const event of ask(model)) {
        hasBegun ||= !isBeginning(event);
        yield event;
      }
      return;
    } catch (error) {
      if (hasBegun || at === models.length - 1 || aiFailure(error) === undefined) throw error;
    }
  }
}
