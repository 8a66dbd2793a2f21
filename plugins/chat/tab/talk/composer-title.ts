import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { ChatState } from '../../conversation/chat-state.js';
import { countText } from '../number-text.js';
import { tokensText } from './tokens-text.js';

/** Who would be asked now. `host`: see `AiTarget`. */
export interface NextTarget {
  readonly modelId: string;
  readonly host: string | undefined;
}

interface Fact extends TextSpan {
  /** The highest goes first where there is no room. */
  readonly rank: number;
}

/** `Message · gpt-6-luna · code on · 3.0k of 120k · sends to api.openai.com`, as far as it fits into `cells`. */
export function composerTitle(state: ChatState, target: NextTarget | undefined, cells: number): StyledText {
  const facts = factsOf(state, target);
  while (facts.length > 1 && widthOf(facts) > cells) {
    const least = Math.max(...facts.map(({ rank }) => rank));
    facts.splice(
      facts.findIndex(({ rank }) => rank === least),
      1,
    );
  }
  return facts.flatMap(({ text, style }, at) => [
    ...(at === 0 ? [] : [{ text: separator, style: 'muted' as const }]),
    { text, style },
  ]);
}

const separator = ' · ';

const widthOf = (facts: readonly Fact[]) =>
  facts.reduce((sum, { text }) => sum + text.length, (facts.length - 1) * separator.length);

function factsOf(state: ChatState, target: NextTarget | undefined): Fact[] {
  const { attachments, conversation, usesCode, budget } = state;
  const pinned = conversation.pinned.length;
  const facts: readonly (Fact | false | undefined)[] = [
    { text: 'Message', rank: 5 },
    target && { text: target.modelId, style: 'accent', rank: 2 },
    usesCode ? { text: 'code on', style: 'muted', rank: 6 } : { text: 'code off', style: 'warning', rank: 3 },
    attachments.length > 0 && { text: attachmentsText(attachments), style: 'accent', rank: 4 },
    pinned > 0 && { text: `${pinned} pinned`, style: 'accent', rank: 4 },
    budget && budgetFact(budget),
    target && hostFact(target.host),
  ];
  return facts.flatMap((fact) => (fact ? [fact] : []));
}

const mostNameChars = 24;

function attachmentsText([first, ...others]: ChatState['attachments']): string {
  const name = first?.title ?? '';
  if (others.length > 0) return `+ ${countText(others.length + 1, 'attachment')}`;
  return `+ ${name.length > mostNameChars ? `…${name.slice(1 - mostNameChars)}` : name}`;
}

function budgetFact({ used, room, leftOut }: NonNullable<ChatState['budget']>): Fact {
  const style = leftOut.length > 0 ? 'warning' : 'muted';
  return { text: `${tokensText(used)} of ${tokensText(room)}`, style, rank: 7 };
}

/** Where code is sent is said before anything else. */
function hostFact(host: string | undefined): Fact {
  return host === undefined
    ? { text: 'stays on this machine', style: 'success', rank: 1 }
    : { text: `sends to ${host}`, style: 'warning', rank: 1 };
}
