import { chatClosingLines } from '../chat-closing-lines.js';
import type { RunTalkCommand, TalkParts } from './talk-command.js';

/** The last answer; by the names of the commands of the screen after the plugin's id. */
export const answerCommands: Readonly<Record<string, RunTalkCommand>> = {
  'regenerate-answer': (parts) => parts.ask(() => parts.session.regenerate()),
  'show-sources': tellSources,
};

function tellSources({ session, invocation, context }: TalkParts): void {
  const state = session.state.get();
  const answer = state.conversation.messages.findLast((message) => message.role === 'assistant');
  const { stderr } = invocation;
  const options = { text: context.text, paint: stderr.paint, mostSources: Infinity, allSources: '/sources' };
  const lines = answer ? chatClosingLines(state, answer, options) : [];
  stderr.write(lines.length === 0 ? 'There are none\n' : `${lines.join('\n')}\n`);
}
