import type { FineTuningDataFormat, FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { LocalProblem } from './local-problem.js';
import type { RecipeFile } from './recipe-file.js';

/** A way to train on this machine: a command with places for what a person chooses. */
export interface LocalRecipe {
  /** `default`, or the name of its table. */
  readonly id: string;
  readonly title: string;
  /** Words with `{placeholders}`. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly cwd: string;
  /** A Python; `undefined`: that of the project. */
  readonly python: string | undefined;
  readonly baseModels: readonly string[];
  readonly dataFormat: FineTuningDataFormat;
  readonly parameters: readonly FineTuningParameter[];
  /** Parameters that are wrong in the settings, by name, and what is wrong: a command that names one cannot run. */
  readonly wrong: ReadonlyMap<string, LocalProblem>;
  /** Regular expressions for lines of the output. */
  readonly patterns: LinePatterns;
  /** Where the model is afterwards, with placeholders; `undefined`: in the output folder. */
  readonly result: string | undefined;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly stopTimeoutMs: number;
  /** Written into the job's folder before it begins. */
  readonly files: readonly RecipeFile[];
}

/** With the groups `step`, `total`, `epoch`, `percent` and `loss`; a pattern for the loss may have one group without a name. */
export interface LinePatterns {
  readonly progress?: string | undefined;
  readonly loss?: string | undefined;
}
