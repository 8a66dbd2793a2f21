import type { Fields } from '../../providers/json/fields.js';
import { checkMessages } from './check-messages.js';
import { declaredTools } from './check-tool-calls.js';
import type { ExampleFacts, ExampleTeller } from './example.js';

const UNKNOWN: ExampleFacts = { format: undefined, text: '', roles: [], answer: undefined, hasSystem: false };

/** Formats of other tools that people have, with what to do. */
const FOREIGN: readonly (readonly [fields: readonly string[], told: string])[] = [
  [['conversations'], 'conversations (ShareGPT) is not taken: write messages with role and content'],
  [['instruction'], 'instruction/output (Alpaca) is not taken: write messages, or prompt and completion'],
  [['chosen', 'rejected'], 'chosen/rejected is not taken: write input, preferred_output and non_preferred_output'],
  [['question', 'answer'], 'question/answer is not taken: write messages, or prompt and completion'],
  [['input', 'output'], 'input/output is not taken: write messages, or prompt and completion'],
];

/** One example of any format that providers take. */
export function checkExample(example: Fields, tell: ExampleTeller): ExampleFacts {
  const has = (name: string) => example.value(name) !== undefined;
  if (has('messages')) return checkChat(example, tell);
  if (has('preferred_output') || has('non_preferred_output')) return checkPreference(example, tell);
  if (has('prompt') || has('completion')) return checkCompletion(example, tell);
  if (has('text')) return checkText(example, tell);
  const foreign = FOREIGN.find(([fields]) => fields.every(has));
  tell.error(foreign?.[1] ?? 'no messages, and no other fields that are known (prompt and completion, text)');
  return UNKNOWN;
}

function checkChat(example: Fields, tell: ExampleTeller): ExampleFacts {
  const tools = declaredTools(example);
  const facts = checkMessages(example.value('messages'), { tools, endsWith: 'assistant', name: 'messages' }, tell);
  const declared = tools ? JSON.stringify(example.value('tools') ?? example.value('functions')) : '';
  return { ...facts, text: `${facts.text}\n${declared}`, format: 'chat', hasSystem: startsWithSystem(facts.roles) };
}

/** OpenAI's: `{input: {messages}, preferred_output: [message], non_preferred_output: [message]}`; Together has the same. */
function checkPreference(example: Fields, tell: ExampleTeller): ExampleFacts {
  const input = example.fields('input');
  if (!input) tell.error('input must be an object with messages');
  const tools = input && declaredTools(input);
  const asked = checkMessages(input?.value('messages'), { tools, endsWith: 'user', name: 'input.messages' }, tell);
  const outputs = ['preferred_output', 'non_preferred_output'].map((name) =>
    checkMessages(example.value(name), { tools, endsWith: 'assistant', name }, { ...tell, warn: () => undefined }),
  );
  const [preferred, other] = outputs;
  if (preferred?.answer !== undefined && preferred.answer === other?.answer)
    tell.warn('the preferred answer and the other one are the same');
  return {
    format: 'preference',
    text: [asked, ...outputs].map(({ text }) => text).join('\n'),
    roles: [...asked.roles, ...outputs.flatMap(({ roles }) => roles)],
    answer: preferred?.answer,
    hasSystem: startsWithSystem(asked.roles),
  };
}

function checkCompletion(example: Fields, tell: ExampleTeller): ExampleFacts {
  const [prompt, completion] = ['prompt', 'completion'].map((name) => {
    const text = example.string(name);
    if (text === undefined) tell.error(`${name} must be a text`);
    return text ?? '';
  }) as [string, string];
  if (completion.trim() === '' && example.string('completion') !== undefined) tell.error('completion is empty');
  return {
    format: 'prompt-completion',
    text: `${prompt}\n${completion}`,
    roles: [],
    answer: completion,
    hasSystem: false,
  };
}

function checkText(example: Fields, tell: ExampleTeller): ExampleFacts {
  const text = example.string('text');
  if (text === undefined) tell.error('text must be a text');
  else if (text.trim() === '') tell.error('text is empty');
  return { format: 'text', text: text ?? '', roles: [], answer: undefined, hasSystem: false };
}

function startsWithSystem([first]: readonly string[]): boolean {
  return first === 'system' || first === 'developer';
}
