import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';
import type { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import type { RunBakeOff } from '../bakeoff/bake-off.js';
import type { Generator } from '../generate/generate-job.js';
import type { GenerationHistory } from '../history/generation-history.js';
import type { RunRounds } from '../verify/round.js';
import type { Verification, VerifyFiles } from '../verify/verification.js';

/** What the tab works with. */
export interface CodegenEngine {
  readonly generator: Generator;
  readonly verify: VerifyFiles;
  readonly runRounds: RunRounds;
  readonly runBakeOff: RunBakeOff;
  readonly writer: ProjectWriter;
  readonly history: GenerationHistory;
  /** For a model: what failed, cut to what is worth its tokens. */
  failureReport(verification: Verification): Promise<string>;
  /** Mistakes in a text as the file that it would be. Rejects with the signal's reason. */
  problemsOf(
    file: { readonly path: string; readonly text: string },
    signal: AbortSignal,
  ): Promise<readonly CodeProblem[]>;
}
