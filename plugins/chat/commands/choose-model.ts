import { Ai, type AiModelInfo, type AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { tokensText } from '../tab/talk/tokens-text.js';
import type { TalkParts } from './talk-parts.js';

/** What stands for the choice of devmgr: the System tab, the settings, or what is ready. */
const automatic = 'auto';

/** Chooses who answers: what is given, or what the person picks. Throws a `DevmgrError` for a provider that does not exist. */
export async function chooseModel(parts: TalkParts, given: string | undefined, signal: AbortSignal): Promise<void> {
  const { context, session } = parts;
  const ai = await context.services.require(Ai);
  if (ai.providers.get().every(({ state }) => state.get().status.kind === 'unknown')) await ai.refresh({ signal });
  const selection = given ?? (await pick(parts, ai));
  if (selection === undefined) return;
  const model = selection === automatic ? undefined : selection;
  if (model !== undefined) ai.languageModel(model);
  session.setModel(model);
}

function pick({ context, session }: TalkParts, ai: Ai): Promise<string | undefined> {
  const current = session.state.get().model;
  const models = ai.providers.get().flatMap((provider) => modelItems(provider));
  return context.screen.pick({
    title: 'Who answers',
    items: [
      {
        label: automatic,
        detail: 'what the System tab and the settings say',
        isCurrent: current === undefined,
        value: automatic,
      },
      ...models.map((item) => ({ ...item, isCurrent: item.value === current })),
    ],
  });
}

/** Models of providers that can be asked now. */
function modelItems(provider: AiProvider) {
  const { status, models } = provider.state.get();
  if (status.kind !== 'ready') return [];
  return models
    .filter(({ kind }) => kind === 'language')
    .map((model) => {
      const selection = `${provider.id}/${model.id}`;
      return { label: selection, detail: factsOf(model, provider).join(' · '), value: selection };
    });
}

function hostText({ id }: AiModelInfo, provider: AiProvider): string {
  const { host } = provider.languageModel(id);
  return host === undefined ? 'stays on this machine' : `sends to ${host}`;
}

function factsOf(model: AiModelInfo, provider: AiProvider): readonly string[] {
  return [
    ...(model.contextWindow === undefined ? [] : [`${tokensText(model.contextWindow)} window`]),
    hostText(model, provider),
    ...(model.seesImages === true ? ['sees images'] : []),
  ];
}
