import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import type { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { createRunBakeOff } from '../bakeoff/create-run-bake-off.js';
import type { Generator } from '../generate/generate-job.js';
import { createGenerationHistory } from '../history/create-generation-history.js';
import { checkSyntax } from '../review/syntax/check-syntax.js';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { createRunRounds } from '../verify/create-run-rounds.js';
import { createVerifyFiles } from '../verify/create-verify-files.js';
import { failureReport } from '../verify/failure-report.js';
import { hiddenFiles } from '../verify/report/hidden-files.js';
import { syntaxPython } from './syntax-python.js';

export interface EngineParts {
  readonly generator: Generator;
  writer(): Promise<ProjectWriter>;
}

/** Of a report about failing tests. More confuses rather than helps. */
const mostReportTokens = 4_000;

/** Everything that tab and command line work with; released with the plugin. */
export async function createEngine(context: PluginContext, { generator, writer }: EngineParts): Promise<CodegenEngine> {
  const { storage, text, clock, log, subscriptions, workspace } = context;
  const projectWriter = await writer();
  const verify = subscriptions.add(createVerifyFiles(context));
  const countTokens = (of: string, most?: number) => text.countTokens(of, most);
  const hidden = () => hiddenFiles(context);
  const history = subscriptions.add(
    createGenerationHistory({
      folder: join(storage.workspaceDir, 'generations'),
      redact: (secret) => text.redactLong(secret),
      ...{ clock, log, project: workspace.name },
      undone: () => undoneSaves(projectWriter),
    }),
  );
  const { processes, pluginDir } = context;
  const syntaxParts = { processes, clock, text, pluginDir, cwd: workspace.root, python: syntaxPython(context) };
  return {
    ...{ generator, verify, history, writer: projectWriter },
    runRounds: createRunRounds({ generator, verify, countTokens, hidden }),
    runBakeOff: createRunBakeOff({ generator, verify, clock }),
    failureReport: (verification) => failureReport(verification, { mostTokens: mostReportTokens, countTokens, hidden }),
    problemsOf: async (file, signal) => (await checkSyntax(file, { ...syntaxParts, signal })) ?? [],
  };
}

async function undoneSaves(writer: ProjectWriter): Promise<ReadonlySet<string>> {
  const changes = await writer.changes();
  return new Set(changes.flatMap(({ id, undoneAt }) => (undoneAt === undefined ? [] : [id])));
}
