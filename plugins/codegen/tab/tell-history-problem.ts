import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { CodegenEngine } from '../session/codegen-engine.js';

/** An engine that is made when it is first asked for, and who listens to its history until released. */
export interface ToldEngine extends Disposable {
  readonly engine: () => Promise<CodegenEngine>;
}

/** Tells a person once what keeps generations from being kept; again only when they were kept in between. */
export function tellHistoryProblem(
  make: () => Promise<CodegenEngine>,
  { screen }: Pick<PluginContext, 'screen'>,
): ToldEngine {
  let listening: Disposable | undefined;
  let isReleased = false;
  let isTold = false;
  const tell = (problem: string | undefined) => {
    if (problem !== undefined && !isTold)
      screen.notify({ severity: 'warning', message: problem, hint: 'What is generated now is lost with this devmgr.' });
    isTold = problem !== undefined;
  };
  return {
    async engine() {
      const engine = await make();
      const { problem } = engine.history;
      if (!listening && !isReleased) {
        listening = problem.onDidChange(tell);
        tell(problem.get());
      }
      return engine;
    },
    async dispose() {
      isReleased = true;
      await listening?.dispose();
    },
  };
}
