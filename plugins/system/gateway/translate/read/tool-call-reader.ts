import type { Fields } from '../../../providers/json/fields.js';
import type { AnswerPiece } from '../answer/answer-piece.js';

interface OpenCall {
  readonly call: number;
  readonly id: string | undefined;
  isStarted: boolean;
  /** What came before the name. */
  waiting: string;
}

/**
 * The tool calls of a chat stream. OpenAI numbers them by `index` and gives id and name once; other servers repeat both in every piece, leave the
 * index out, or use one index for several calls that differ in their id.
 */
export class ToolCallReader {
  readonly #open = new Map<number, OpenCall>();
  #count = 0;
  #last: OpenCall | undefined;

  read(delta: Fields): readonly AnswerPiece[] {
    const { id, name, json } = partsOf(delta);
    const call = this.#callOf(delta.count('index'), id, name);
    const pieces: AnswerPiece[] = [];
    if (!call.isStarted && name !== undefined) {
      call.isStarted = true;
      pieces.push({ type: 'tool-start', call: call.call, id: call.id, name });
      if (call.waiting !== '') pieces.push({ type: 'tool-input', call: call.call, json: call.waiting });
    }
    if (json === '') return pieces;
    if (call.isStarted) pieces.push({ type: 'tool-input', call: call.call, json });
    else call.waiting += json;
    return pieces;
  }

  #callOf(index: number | undefined, id: string | undefined, name: string | undefined): OpenCall {
    const known = index === undefined ? this.#last : this.#open.get(index);
    const isOther = id !== undefined && known?.id !== undefined && id !== known.id && name !== undefined;
    const isNext = index === undefined && name !== undefined && id === undefined && known?.isStarted === true;
    if (known && !isOther && !isNext) return (this.#last = known);
    const call = { call: this.#count++, id, isStarted: false, waiting: '' };
    this.#open.set(index ?? call.call, call);
    return (this.#last = call);
  }
}

function partsOf(delta: Fields): { id: string | undefined; name: string | undefined; json: string } {
  const tool = delta.fields('function') ?? delta.fields('custom');
  const given = tool?.value('arguments') ?? tool?.value('input');
  // Ollama's own models sometimes give an object where a text is expected.
  const json = typeof given === 'string' ? given : typeof given === 'object' && given ? JSON.stringify(given) : '';
  return { id: delta.text('id'), name: tool?.text('name'), json };
}
