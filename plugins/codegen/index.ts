import { definePlugin } from 'devmgr/plugin-api';
import { CodeGenerator } from 'devmgr/plugin-api/contracts/code-generator';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { words } from './cli/words.js';
import { createGatherContext } from './context/create-gather-context.js';
import { lateEngine } from './engine/late-engine.js';
import { ContextProviders } from './generate/context-providers.js';
import { createCodeGenerator } from './generate/create-code-generator.js';
import { createGenerator } from './generate/create-generator.js';
import { ModelChoice } from './generate/model-choice.js';
import { registerScreen } from './tab/register-screen.js';
import { takeBackTried } from './verify/take-back-tried.js';
import { createProjectWriter } from './write/create-project-writer.js';

export default definePlugin({
  activate(context) {
    const { manifest, services, subscriptions, cli } = context;
    // A copy of this plugin under another id does not offer the service.
    if (manifest.services?.includes(ProjectWriter.id)) {
      services.provide(ProjectWriter, subscriptions.add(createProjectWriter(context)));
      const takenBack = takeBackTried(context);
      subscriptions.add({ dispose: () => takenBack });
    }
    const choice = new ModelChoice(context);
    const providers = new ContextProviders();
    const gather = createGatherContext({ context, providers: providers.all });
    const writer = () => services.require(ProjectWriter);
    const generator = createGenerator({ context, gather, choice, writer });
    const engine = lateEngine(context, { generator, writer });
    const handlers = words({ context, engine });
    manifest.cli?.forEach(({ name }, at) => handlers[at] && cli.register(name, handlers[at]));
    const history = async () => (await engine()).history;
    if (manifest.services?.includes(CodeGenerator.id))
      services.provide(CodeGenerator, createCodeGenerator({ context, generator, providers, writer, history }));
    registerScreen({ context, engine, choice });
  },
});
