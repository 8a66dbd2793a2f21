import type { AnswerFormat, GatewayProtocol, JsonObject } from '../gateway-protocol.js';
import { translatedUsage } from './answer/answer-usage.js';
import { PieceStream } from './answer/piece-stream.js';
import type { AnswerPiece, PieceReader } from './answer/answer-piece.js';
import { wholeAnswer } from './answer/whole-answer.js';
import { answerWriter, writtenAnswer } from './answer-writers.js';
import { chatAnswerPieces } from './read/chat-answer-pieces.js';
import { ChatChunkReader } from './read/chat-chunk-reader.js';
import { messageAnswerPieces } from './read/message-answer-pieces.js';
import { MessageEventReader } from './read/message-event-reader.js';
import { completionsToChat } from './request/completions-to-chat.js';
import { chatToMessages } from './request/to-messages/chat-to-messages.js';
import { messagesToChat } from './request/to-chat/messages-to-chat.js';
import type { Translation, TranslationTarget, Translations } from './translation.js';

type ProviderFormat = Parameters<Translations>[1];

/** How a provider's format is read. */
interface Source {
  readonly pieces: (body: JsonObject) => readonly AnswerPiece[];
  readonly reader: () => PieceReader;
}

const SOURCES: Readonly<Record<ProviderFormat, Source>> = {
  'openai-chat': { pieces: chatAnswerPieces, reader: () => new ChatChunkReader() },
  'anthropic-messages': { pieces: messageAnswerPieces, reader: () => new MessageEventReader() },
};

/** From a client's format to another one of a provider, and back. Quirks of providers (names of fields, refused ones) are not looked at here. */
export const translationBetween: Translations = (from, to, now = Date.now) => {
  if (from === to) throw new TypeError(`${from} needs no translation`);
  return translated(from, to, () => Math.floor(now() / 1000));
};

/** What a client of this format reads errors and streams in. */
export function protocolOfFormat(format: AnswerFormat): GatewayProtocol {
  return format === 'anthropic-messages' ? 'anthropic' : 'openai';
}

function translated(from: AnswerFormat, to: ProviderFormat, clock: () => number): Translation {
  const source = SOURCES[to];
  return {
    request: (body, target) => translatedRequest(from, to, body, target),
    answer(body, model) {
      const answer = wholeAnswer(source.pieces(body));
      const names = { model, id: `${clock()}`, created: clock() };
      return { body: writtenAnswer(from, answer, names), usage: translatedUsage(answer.usage) };
    },
    stream({ model, request, id }) {
      const writer = answerWriter(from, { model, id, created: clock() }, request);
      return new PieceStream({ reader: source.reader(), writer, protocol: protocolOfFormat(from), id });
    },
  };
}

function translatedRequest(
  from: AnswerFormat,
  to: ProviderFormat,
  body: JsonObject,
  target: TranslationTarget,
): ReturnType<Translation['request']> {
  if (from === 'anthropic-messages') return messagesToChat(body, target);
  const chat = from === 'openai-completions' ? completionsToChat(body) : body;
  if (to === 'anthropic-messages') return chatToMessages(chat, target);
  return { body: { ...chat, model: target.modelId }, notes: [] };
}
