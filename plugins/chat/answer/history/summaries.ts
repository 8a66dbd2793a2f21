import type { AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import type { CountTokens } from '../../prompt/count-tokens.js';
import { fitLines } from '../../prompt/fit-lines.js';
import type { ModelRoom } from '../../prompt/model-room.js';
import type { Turn } from '../../prompt/turns.js';
import { askShortly } from '../ask-shortly.js';

const task =
  'Put this conversation about a software project in short, for yourself: what the user wants and has decided, what was found ' +
  'out, and the files, names and places (path:line) that matter. At most 150 words, no introduction.';
const mostKept = 100;

export interface SummaryOptions {
  readonly model: AiLanguageModel;
  readonly room: ModelRoom;
  readonly countTokens: CountTokens;
  readonly signal: AbortSignal;
}

/** What was said long ago, in short. A summary is kept: the next one is made of it and what came after. */
export class Summaries {
  readonly #byLastTurn = new Map<string, string>();

  /** `undefined` when the model gives none. */
  async of(turns: readonly Turn[], { model, room, countTokens, signal }: SummaryOptions): Promise<string | undefined> {
    const last = turns.at(-1);
    if (!last) return undefined;
    const known = turns.findLastIndex(({ id }) => this.#byLastTurn.has(id));
    const before = this.#byLastTurn.get(turns[known]?.id ?? '');
    if (before !== undefined && known === turns.length - 1) return before;
    const said = turns.slice(known + 1).map(({ question, answer }) => `User: ${question}\nAssistant: ${answer}`);
    const whole = [...(before === undefined ? [] : [`Before: ${before}`]), ...said].join('\n\n');
    const { text } = await fitLines(whole, room.input / 2, countTokens);
    const summary = await askShortly(model, [{ role: 'user', text: `${task}\n\n${text}` }], signal);
    if (summary !== undefined) this.#keep(last.id, summary);
    return summary;
  }

  #keep(id: string, summary: string): void {
    this.#byLastTurn.set(id, summary);
    const [oldest] = this.#byLastTurn.keys();
    if (this.#byLastTurn.size > mostKept && oldest !== undefined) this.#byLastTurn.delete(oldest);
  }
}
