import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GenerateEvent, Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { createReview } from '../review/create-review.js';
import { ArrivingAnswer } from './arriving-answer.js';
import type { SessionDesk } from './session-desk.js';

/** How long events may be taken that are there already, before keys and the screen have their turn. */
const sliceMs = 4;

/** Which of several rounds an answer is of. */
export interface RoundPlace {
  readonly number: number;
  /** `undefined`: not known, there is one where something is to be mended. */
  readonly most?: number | undefined;
  /** Why there is another one: `app/pricing.py did not fit`. */
  readonly because?: string | undefined;
}

/** Takes what comes of answers, one after the other, and shows it. */
export class GenerationReceiver {
  readonly #desk: SessionDesk;
  #arriving: ArrivingAnswer | undefined;
  #turnAt = performance.now();
  round: RoundPlace | undefined;

  constructor(desk: SessionDesk) {
    this.#desk = desk;
  }

  /** The generation when it has come to its end. */
  async take(event: GenerateEvent): Promise<Generation | undefined> {
    const { round } = this;
    switch (event.type) {
      case 'attempt-start':
        this.#desk.tell({ kind: 'asking', model: event.target.modelId, round });
        break;
      case 'attempt-fail':
        this.#desk.tell({ kind: 'asking', model: event.target.modelId, waitMs: event.retryInMs, round });
        break;
      case 'text-delta':
        this.#add(event.text);
        break;
      case 'generation-end':
        this.show(event.generation);
        return event.generation;
      case 'context-end':
        this.#desk.tell({ kind: 'asking', model: this.#desk.now.plan?.modelId ?? 'the model', round });
        break;
    }
    if (performance.now() - this.#turnAt > sliceMs) {
      await nextTurn();
      this.#turnAt = performance.now();
    }
    return undefined;
  }

  /** Nothing more comes of the answer. */
  end(): void {
    this.#arriving?.dispose();
    this.#arriving = undefined;
  }

  /** As a change to look through. */
  show(generation: Generation): void {
    this.end();
    this.#desk.change({ type: 'generated', generation, reviews: generation.files.map((file) => createReview(file)) });
  }

  #add(text: string): void {
    this.#arriving ??= new ArrivingAnswer(this.#desk.now.target.trim(), this.#desk.parts.clock, (arriving) =>
      this.#desk.change({ type: 'arrived', arriving }),
    );
    this.#arriving.add(text);
  }
}
