import { containerOf, lastPart } from './last-part.js';
import type { RankWeights } from './weights.js';

/** A name of the query, divided once. */
export interface WantedName {
  readonly name: string;
  readonly squeezed: string;
  readonly container: string;
}

export function wantedName(symbol: string): WantedName {
  const name = lastPart(symbol);
  return { name, squeezed: squeeze(name), container: squeeze(lastPart(containerOf(symbol))) };
}

/** How much of what the query names a symbol is, 0 to 1. `path`: a module is a container too: `flask.g`. */
export function nameShare(symbol: string, path: string, wanted: readonly WantedName[], weights: RankWeights): number {
  const name = lastPart(symbol);
  const squeezed = squeeze(name);
  const container = squeeze(lastPart(containerOf(symbol)));
  let best = 0;
  for (const one of wanted) {
    if (one.squeezed === squeezed) {
      const isOther = one.container !== '' && one.container !== container && !isModule(one.container, path);
      best = Math.max(best, spellingShare(name, one.name, weights) * (isOther ? weights.definitionOtherContainer : 1));
    } else if (one.container !== '' && one.container === squeezed) {
      best = Math.max(best, weights.definitionContainer);
    } else if (container !== '' && one.container === '' && one.squeezed === container) {
      best = Math.max(best, weights.definitionMember);
    }
  }
  return best;
}

/** `createOrder` and `create_order` are one name to who searches. */
function squeeze(name: string): string {
  return name.toLowerCase().replace(/[_$~-]/g, '');
}

/** `session` is hardly `Session`, `_echo` not `echo`; names of several words are written in several ways. */
function spellingShare(name: string, wanted: string, weights: RankWeights): number {
  if (name === wanted) return 1;
  if (/^[_$#~]/.test(name) !== /^[_$#~]/.test(wanted)) return 0;
  return name.toLowerCase() === wanted.toLowerCase() ? weights.definitionOtherCase : weights.definitionOtherSpelling;
}

function isModule(container: string, path: string): boolean {
  return path.split('/').some((part) => squeeze(part.replace(/\.\w+$/, '')) === container);
}
