import type { FineTuningDataFormat } from 'devmgr/plugin-api/contracts/finetuning-adapter';

/** What is told of one line. */
export interface ExampleTeller {
  error(message: string): void;
  warn(message: string): void;
}

/** What was found out about an example while it was checked. */
export interface ExampleFacts {
  readonly format: Exclude<FineTuningDataFormat, 'any'> | undefined;
  /** Everything that is read and written, for the count of tokens. */
  readonly text: string;
  readonly roles: readonly string[];
  /** What is to be learnt, to see whether it is always the same. */
  readonly answer: string | undefined;
  readonly hasSystem: boolean;
}
