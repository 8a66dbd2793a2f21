import type { PluginContext } from 'devmgr/plugin-api';
import type { AssistantMessage } from '../conversation/conversation.js';
import { citationOfLink } from '../tab/talk/citation-marks.js';
import type { ViewedPlace } from '../tab/talk/code-viewer.js';

/** Shows the code that a citation names; any other address is copied, never opened: the model chose it. */
export function openLink(
  link: string,
  answer: AssistantMessage | undefined,
  { screen, text }: Pick<PluginContext, 'screen' | 'text'>,
  showCode: (place: ViewedPlace) => void,
): void {
  const citation = answer && citationOfLink(answer, link);
  if (citation) return showCode(citation);
  const address = text.clean(link);
  screen.copy(address);
  screen.notify({ severity: 'info', message: `Copied ${address}` });
}
