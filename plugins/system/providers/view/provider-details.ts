import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { AiModelInfo, AiProviderState } from 'devmgr/plugin-api/contracts/ai';
import { defaultText } from './default-text.js';
import { providerSign, providerWord } from './describe-provider.js';
import { JUST_NOW_MS } from './just-now.js';
import { isFree, priceText, windowText } from './model-numbers.js';
import type { ProviderView } from './provider-view.js';

const KINDS = { cloud: 'cloud', 'local-server': 'local server', 'in-process': 'inside devmgr' } as const;

/** What is to be said of a provider, one line each: what it is, how it is, and what to do when it is not ready. */
export function providerDetails(view: ProviderView | undefined, now: number): StyledText[] {
  if (!view) return ['No AI provider is selected'];
  const standing = defaultText(view);
  return [
    [
      { text: view.title, style: 'strong' },
      { text: `  ${KINDS[view.kind]}${standing === undefined ? '' : ` · ${standing}`}`, style: 'muted' },
    ],
    ...(view.state.baseUrl === undefined ? [] : [view.state.baseUrl]),
    ...keyLine(view),
    statusLine(view, now),
    ...problemLines(view.state),
    ...modelLines(view),
    ...view.state.warnings.map((text): StyledText => [{ text: `! ${text}`, style: 'warning' }]),
  ];
}

/** The name of the variable, never what is in it. One that is not set is worth a line only where it is missing. */
function keyLine({ keyVariable, state: { status } }: ProviderView): StyledText[] {
  if (!keyVariable) return [];
  const { name, isSet } = keyVariable;
  if (!isSet && status.kind !== 'needs-key' && status.kind !== 'needs-setup') return [];
  const state: TextSpan = isSet ? { text: 'set', style: 'success' } : { text: 'not set', style: 'muted' };
  return [[{ text: `${name} ` }, state]];
}

function statusLine(view: ProviderView, now: number): StyledText {
  const { latencyMs, checkedAt } = view.state;
  const latency = latencyMs === undefined ? [] : [`${Math.round(latencyMs)}ms`];
  const checked = checkedAt === undefined ? [] : [checkedText(checkedAt, now)];
  const looking = view.isLooking && view.state.status.kind !== 'unknown' ? ['looking…'] : checked;
  return [providerSign(view), { text: ` ${[providerWord(view, now), ...latency, ...looking].join(' · ')}` }];
}

function problemLines({ status }: AiProviderState): StyledText[] {
  if (status.kind === 'ready' || status.kind === 'unknown') return [];
  const reason: StyledText[] =
    'reason' in status && status.reason !== undefined ? [[{ text: status.reason, style: 'warning' }]] : [];
  return [...reason, status.hint];
}

function modelLines({ id: providerId, kind, state: { defaultModel, models } }: ProviderView): StyledText[] {
  if (defaultModel === undefined) return [];
  const info = models.find(({ id }) => id === defaultModel);
  const facts = info ? modelFacts(info) : models.length > 0 ? ['not in its list of models'] : [];
  const isWindowMissing = info?.kind === 'language' && info.contextWindow === undefined && kind !== 'in-process';
  return [
    [{ text: 'default ', style: 'muted' }, { text: defaultModel }],
    ...(facts.length === 0 ? [] : [[{ text: facts.join(' · '), style: 'muted' as const }]]),
    ...(isWindowMissing ? [[{ text: windowHint(providerId), style: 'muted' as const }]] : []),
  ];
}

/** Who makes a prompt for it stays careful until somebody says more. */
function windowHint(providerId: string): string {
  return `window not known: context-window in [system.providers.${providerId}] says it`;
}

function modelFacts({ contextWindow, price }: AiModelInfo): string[] {
  return [
    ...(contextWindow === undefined ? [] : [`window ${windowText(contextWindow)}`]),
    ...(price === undefined ? [] : [isFree(price) ? 'costs nothing' : `$${priceText(price)} per M in/out`]),
  ];
}

function checkedText(at: number, now: number): string {
  return now - at < JUST_NOW_MS ? 'checked just now' : `checked at ${timeText(at)}`;
}

/** `14:03:09`, by the clock on the wall. */
function timeText(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}
