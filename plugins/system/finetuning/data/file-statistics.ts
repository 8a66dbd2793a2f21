import type { TrainingFileReport } from 'devmgr/plugin-api/contracts/finetuning';
import type { ExampleFacts } from './example.js';
import type { ProblemList } from './problem-list.js';

/** Answers longer than that are no classes, in characters. */
const SHORT_ANSWER = 80;
const MOST_ANSWERS = 1_000;
/** From so many examples on it is said that one answer has too large a part. */
const ENOUGH = 20;
const TOO_LARGE = 0.8;

/** What examples of one file have in common. */
export class FileStatistics {
  readonly #roles = new Map<string, number>();
  readonly #answers = new Map<string, number>();
  #examples = 0;
  #withSystem = 0;

  add(facts: ExampleFacts): void {
    this.#examples += 1;
    if (facts.hasSystem) this.#withSystem += 1;
    for (const role of facts.roles) this.#roles.set(role, (this.#roles.get(role) ?? 0) + 1);
    const answer = facts.answer?.trim();
    if (!answer || answer.length > SHORT_ANSWER) return;
    const known = this.#answers.get(answer);
    if (known !== undefined || this.#answers.size < MOST_ANSWERS) this.#answers.set(answer, (known ?? 0) + 1);
  }

  get messagesByRole(): TrainingFileReport['messagesByRole'] {
    return Object.fromEntries(this.#roles);
  }

  tell(problems: ProblemList): void {
    const most = Math.max(0, ...this.#answers.values());
    if (this.#examples >= ENOUGH && most / this.#examples >= TOO_LARGE) {
      const percent = Math.round((most / this.#examples) * 100);
      problems.warn(undefined, `${percent} % of the answers are the same: the model may learn to say nothing else`);
    }
    const without = this.#examples - this.#withSystem;
    if (this.#withSystem > 0 && without > 0 && this.#examples >= ENOUGH)
      problems.warn(undefined, `${without} of ${this.#examples} examples have no system message, the others do`);
  }
}
