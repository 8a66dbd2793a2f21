import type { PluginContext } from 'devmgr/plugin-api';
import { Ai, type AiModelInfo, type AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { CodegenSession } from '../session/codegen-session.js';
import { tokensText } from '../tab/number-text.js';

type Parts = Pick<PluginContext, 'services' | 'screen'>;

/** What stands for the choice of devmgr: the System tab, the settings, or what is ready. */
const automatic = { label: 'auto', detail: 'what the settings and the System tab say', value: '' };

/** Chooses among all models that can be asked now. */
export async function chooseModel(parts: Parts, session: CodegenSession, signal: AbortSignal): Promise<void> {
  const providers = await readyProviders(parts, signal);
  const items = providers.flatMap((provider) => modelItems(provider));
  await choose(parts, session, { title: 'Who writes code', items });
}

/** Chooses a provider, with its default model. */
export async function chooseProvider(parts: Parts, session: CodegenSession, signal: AbortSignal): Promise<void> {
  const providers = await readyProviders(parts, signal);
  const items = providers.map((provider) => ({
    label: provider.id,
    detail: [provider.title, hostText(provider)].join(' · '),
    value: provider.id,
  }));
  await choose(parts, session, { title: 'Which provider', items });
}

interface Choice {
  readonly title: string;
  readonly items: readonly { readonly label: string; readonly detail: string; readonly value: string }[];
}

async function choose({ screen }: Parts, session: CodegenSession, { title, items }: Choice): Promise<void> {
  if (items.length === 0) {
    screen.notify({
      severity: 'warning',
      message: 'No provider that writes code is ready',
      hint: 'The System tab (F1) says what each one needs',
    });
    return;
  }
  const current = session.state.get().model ?? '';
  const listed = [automatic, ...items].map((item) => ({ ...item, isCurrent: item.value === current }));
  const picked = await screen.pick({ title, items: listed });
  if (picked !== undefined) session.setModel(picked === '' ? undefined : picked);
}

async function readyProviders({ services }: Parts, signal: AbortSignal): Promise<readonly AiProvider[]> {
  const ai = await services.require(Ai);
  if (ai.providers.get().every(({ state }) => state.get().status.kind === 'unknown')) await ai.refresh({ signal });
  return ai.providers.get().filter((provider) => writers(provider).length > 0);
}

/** Models of a provider that write, where it can be asked now. */
function writers(provider: AiProvider): readonly AiModelInfo[] {
  const { status, models } = provider.state.get();
  if (status.kind !== 'ready') return [];
  return models.filter(({ id, kind }) => kind === 'language' && provider.languageModel(id).kind === 'generative');
}

function modelItems(provider: AiProvider) {
  return writers(provider).map((model) => {
    const { host } = provider.languageModel(model.id);
    const facts = [
      ...(model.contextWindow === undefined ? [] : [`${tokensText(model.contextWindow)} window`]),
      host === undefined ? 'stays on this machine' : `sends to ${host}`,
    ];
    const selection = `${provider.id}/${model.id}`;
    return { label: selection, detail: facts.join(' · '), value: selection };
  });
}

function hostText(provider: AiProvider): string {
  const [first] = writers(provider);
  const host = first && provider.languageModel(first.id).host;
  return host === undefined ? 'stays on this machine' : `sends to ${host}`;
}

/** All models that can write now, as `provider/model`, and what a person should know of each. */
export async function readyModels(
  parts: Parts,
  signal: AbortSignal,
): Promise<readonly { readonly model: string; readonly detail: string }[]> {
  const providers = await readyProviders(parts, signal);
  return providers.flatMap(modelItems).map(({ value, detail }) => ({ model: value, detail }));
}
