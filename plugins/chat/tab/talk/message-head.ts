import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { AssistantMessage, Attachment, UserMessage } from '../../conversation/conversation.js';
import { byteText, countText } from '../number-text.js';
import { timeText } from './time-text.js';
import { tokensText } from './tokens-text.js';

/** Lines above a question: who, when, and what was put beside it. */
export function questionHead({ at, attachments }: UserMessage, now: number): readonly StyledText[] {
  const who: readonly TextSpan[] = [
    { text: 'You', style: 'strong' },
    { text: `  ${timeText(at, now)}`, style: 'muted' },
  ];
  return [who, ...attachments.map((attachment) => attachmentLine(attachment))];
}

/** `+ notes.md  4 kB`. */
export function attachmentLine(attachment: Attachment): StyledText {
  return [
    { text: '+ ', style: 'accent' },
    { text: attachment.title },
    { text: `  ${sizeText(attachment)}`, style: 'muted' },
  ];
}

function sizeText(attachment: Attachment): string {
  if (attachment.kind === 'text') return byteText(attachment.text.length);
  return attachment.data
    ? `image, ${byteText(attachment.data.length)}`
    : 'image, not kept: attach it again to ask about it';
}

/** The line above an answer: `gpt-6-luna · 4 sources · 2.1k tokens`. */
export function answerHead(message: AssistantMessage): readonly StyledText[] {
  const { target, sources, usage, isExtractive } = message;
  const tokens = (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0);
  const cost = usage?.costUsd;
  const facts = [
    ...(isExtractive ? ['passages of the code, not written by a model'] : []),
    ...(sources.length > 0 ? [countText(sources.length, 'source')] : []),
    ...(tokens > 0 ? [`${tokensText(tokens)} tokens`] : []),
    ...(cost === undefined || cost === 0 ? [] : [costText(cost)]),
  ];
  const name = target ? `${target.providerId}/${target.modelId}` : 'devmgr';
  return [
    [
      { text: name, style: 'accent' },
      { text: facts.map((fact) => ` · ${fact}`).join(''), style: 'muted' },
    ],
  ];
}

function costText(usd: number): string {
  return usd < 0.01 ? 'under 1 cent' : `$${usd.toFixed(2)}`;
}
