import type { TextSink, TextTools } from 'devmgr/plugin-api';
import { byteText } from '../../providers/local/models/byte-text.js';

const ERASE_LINE = '\r\x1b[K';
const BAR_CELLS = 20;

/** A line of a terminal that says how far something is, drawn anew; elsewhere nothing. */
export class LiveLine {
  readonly #out: TextSink;
  readonly #text: TextTools;
  #drawn = '';

  constructor(out: TextSink, text: TextTools) {
    this.#out = out;
    this.#text = text;
  }

  /** `[########------------] 42 %  uploading  84 MB of 200 MB` */
  show(what: string, doneBytes: number, totalBytes: number): void {
    const share = totalBytes === 0 ? 1 : Math.min(1, doneBytes / totalBytes);
    const full = Math.floor(share * BAR_CELLS);
    const bar = `[${'#'.repeat(full)}${'-'.repeat(BAR_CELLS - full)}]`;
    const percent = `${String(Math.floor(share * 100)).padStart(2)} %`;
    this.say(`${bar} ${percent}  ${what}  ${byteText(doneBytes)} of ${byteText(totalBytes)}`);
  }

  say(line: string): void {
    if (!this.#out.isTTY) return;
    const shown = this.#text.truncate(
      this.#text.clean(line).replaceAll('\n', ' '),
      Math.max(20, this.#out.columns - 1),
    );
    if (shown === this.#drawn) return;
    this.#drawn = shown;
    this.#out.write(`${ERASE_LINE}${shown}`);
  }

  clear(): void {
    if (this.#drawn !== '') this.#out.write(ERASE_LINE);
    this.#drawn = '';
  }
}
