import { definePlugin } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { createGatherContext } from './context/create-gather-context.js';
import { lateEngine } from './engine/late-engine.js';
import { ContextProviders } from './generate/context-providers.js';
import { createGenerator } from './generate/create-generator.js';
import { ModelChoice } from './generate/model-choice.js';
import { registerScreen } from './tab/register-screen.js';

export default definePlugin({
  activate(context) {
    const { services } = context;
    const choice = new ModelChoice(context);
    const providers = new ContextProviders();
    const gather = createGatherContext({ context, providers: providers.all });
    const writer = () => services.require(ProjectWriter);
    const generator = createGenerator({ context, gather, choice, writer });
    const engine = lateEngine(context, { generator, writer });
    registerScreen({ context, engine, choice });
  },
});
