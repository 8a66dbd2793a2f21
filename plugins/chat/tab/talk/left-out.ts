import type { PromptBudget } from '../../answer/answer-event.js';
import type { ChatState } from '../../conversation/chat-state.js';

/** What was left out of the prompts of answers, for lack of room. Only the last one is part of the state. */
export class LeftOut {
  readonly #known = new Map<string, readonly string[]>();
  #budget: PromptBudget | undefined;

  /** True when something new is known of the last message. */
  look({ budget, conversation: { messages } }: Pick<ChatState, 'budget' | 'conversation'>): boolean {
    if (budget === this.#budget) return false;
    this.#budget = budget;
    const last = messages.at(-1);
    if (budget === undefined || last?.role !== 'assistant') return false;
    this.#known.set(last.id, budget.leftOut);
    return budget.leftOut.length > 0;
  }

  /** For people: `400 lines of app.log`. */
  of(messageId: string): readonly string[] {
    return this.#known.get(messageId) ?? [];
  }
}
