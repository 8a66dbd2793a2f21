import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';

/** What the files of a recipe are made out of. */
export interface RecipeFacts {
  readonly request: FineTuningRequest;
  /** Chosen ones over the defaults. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  /** Absolute. */
  readonly jobDir: string;
  readonly outputDir: string;
}

/** A file that a recipe needs in the job's folder; a plain name, no folders. `undefined` text: not this time. */
export interface RecipeFile {
  readonly name: string;
  text(facts: RecipeFacts): string | undefined;
}
