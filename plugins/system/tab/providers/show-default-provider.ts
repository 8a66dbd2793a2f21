import type { ProvidersParts } from '../../providers-parts.js';
import { targetText } from '../../providers/ask/target-text.js';

/** Says at the right of the status line who is asked by default: `openai gpt-6-luna`. A click shows the providers. */
export function showDefaultProvider({ context, views }: ProvidersParts): void {
  const item = context.screen.statusItem({ align: 'right', priority: 50 });
  const show = () => {
    const target = views.defaultTarget();
    item.set(target ? targetText(target) : '', `${context.manifest.id}.show-providers`);
  };
  context.subscriptions.add(views.all.onDidChange(show));
  show();
}
