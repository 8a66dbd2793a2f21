import { Fields } from '../../providers/json/fields.js';
import { checkContent, tellImages } from './check-content.js';
import { checkToolCalls } from './check-tool-calls.js';
import type { ExampleTeller } from './example.js';

const ROLES = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);

export interface MessagesFacts {
  readonly roles: readonly string[];
  readonly text: string;
  readonly answer: string | undefined;
}

export interface MessagesOptions {
  /** Names of the functions that the example declares; `undefined`: it declares none. */
  readonly tools: ReadonlySet<string> | undefined;
  /** What the last message must be. */
  readonly endsWith: 'assistant' | 'user';
  /** What the list is called in messages: `messages`. */
  readonly name: string;
}

/** Roles, order and contents of a conversation, as OpenAI's chat format has it. */
export function checkMessages(value: unknown, options: MessagesOptions, tell: ExampleTeller): MessagesFacts {
  if (!Array.isArray(value) || value.length === 0) {
    tell.error(`${options.name} must be a list with at least one message`);
    return { roles: [], text: '', answer: undefined };
  }
  const walk = new MessageWalk(options, tell);
  (value as readonly unknown[]).forEach((item, index) => walk.take(item, index));
  return walk.end();
}

class MessageWalk {
  readonly #options: MessagesOptions;
  readonly #tell: ExampleTeller;
  readonly #roles: string[] = [];
  readonly #texts: string[] = [];
  readonly #calls = new Set<string>();
  #images = 0;
  #answer: string | undefined;
  #weighted = 0;
  #unweighted = 0;

  constructor(options: MessagesOptions, tell: ExampleTeller) {
    this.#options = options;
    this.#tell = tell;
  }

  take(item: unknown, index: number): void {
    const where = `message ${index + 1}`;
    const message = Fields.of(item);
    if (!message) return this.#tell.error(`${where} is no object`);
    const role = message.string('role');
    if (role === undefined) return this.#tell.error(`${where} has no role`);
    if (!ROLES.has(role)) return this.#tell.error(`${where}: the role must be system, user, assistant or tool`);
    this.#checkOrder(role, index, where);
    this.#roles.push(role);
    this.#checkWords(message, role, where);
    this.#checkWeight(message, role, where);
    if (role === 'tool') this.#checkResult(message, where);
  }

  end(): MessagesFacts {
    const { endsWith, name } = this.#options;
    const last = this.#roles.at(-1);
    if (endsWith === 'assistant' && !this.#roles.includes('assistant')) this.#tell.error('no message of the assistant');
    else if (last !== undefined && last !== endsWith && !(endsWith === 'user' && last === 'tool'))
      this.#tell.error(`the last of ${name} must be of the ${endsWith}, and is of the ${last}`);
    if (this.#unweighted > 0 && this.#weighted === 0) this.#tell.error('all answers have weight 0: nothing is learnt');
    tellImages(this.#images, this.#tell);
    return { roles: this.#roles, text: this.#texts.join('\n'), answer: this.#answer };
  }

  #checkOrder(role: string, index: number, where: string): void {
    if ((role === 'system' || role === 'developer') && index > 0)
      this.#tell.warn(`${where}: a message of the system should be the first`);
    if (role === 'user' && this.#roles.at(-1) === 'user') this.#tell.warn(`${where}: two of the user in a row`);
    if (index <= 1 && role === 'assistant' && !this.#roles.includes('user'))
      this.#tell.warn(`${where}: the assistant speaks before the user`);
  }

  #checkWords(message: Fields, role: string, where: string): void {
    const content = checkContent(message.value('content'), role, where, this.#tell);
    const calls = checkToolCalls(message, { role, where, tools: this.#options.tools }, this.#tell);
    for (const id of calls.ids) this.#calls.add(id);
    this.#images += content?.images ?? 0;
    const isEmpty = (content?.text ?? '').trim() === '' && !content?.images;
    if (isEmpty && !calls.has) {
      const isFatal = role === 'assistant' || content === undefined;
      const text = `${where} (${role}) has no content`;
      if (isFatal) this.#tell.error(text);
      else this.#tell.warn(text);
    }
    if (role === 'assistant') this.#answer = content?.text;
    this.#texts.push(content?.text ?? '', calls.text);
  }

  #checkWeight(message: Fields, role: string, where: string): void {
    const weight = message.value('weight');
    if (role === 'assistant' && weight !== 0) this.#weighted += 1;
    if (weight === undefined) return;
    if (role !== 'assistant') this.#tell.error(`${where}: only messages of the assistant have a weight`);
    else if (weight === 0) this.#unweighted += 1;
    else if (weight !== 1) this.#tell.error(`${where}: weight must be 0 or 1`);
  }

  #checkResult(message: Fields, where: string): void {
    const id = message.text('tool_call_id');
    if (id === undefined) this.#tell.error(`${where}: a message of a tool needs tool_call_id`);
    else if (!this.#calls.has(id))
      this.#tell.error(`${where}: no earlier message calls the tool with that tool_call_id`);
  }
}
