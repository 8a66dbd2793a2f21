import { widgets, type Tab, type WidgetHandle } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';

export interface ModelPaneParts {
  /** Of the plugin. */
  readonly id: string;
  state(): CodegenState;
  /** Who is asked where nobody was chosen, `provider/model` or `provider`; `undefined`: who the System tab says. */
  setting(): string | undefined;
}

/** Longer names would hide that the other button is there. */
const mostChars = 22;

/** Who writes: the provider and its model, each of which can be clicked. */
export class ModelPane {
  readonly handle: WidgetHandle;

  constructor(tab: Tab, { id, state, setting }: ModelPaneParts) {
    const shown = () => shownModel(state(), setting());
    this.handle = tab.grid.set(...areas.model, widgets.buttons, {
      title: 'Provider and model',
      border: true,
      // Tab goes from the target on to the prompt; keys choose the model with Ctrl-O.
      focusable: false,
      commands: [
        { command: `${id}.choose-provider`, label: () => `${short(shown().provider)} ▾` },
        { command: `${id}.choose-model`, label: () => `${short(shown().model)} ▾` },
      ],
    });
  }
}

/** Who will be asked, as far as that is known. */
function shownModel({ model, plan, isPlanFresh }: CodegenState, setting: string | undefined) {
  if (plan && isPlanFresh) return { provider: plan.providerId, model: plan.modelId };
  const [provider = '', ...rest] = (model ?? setting ?? 'auto').split('/');
  return { provider, model: rest.length === 0 ? 'default' : rest.join('/') };
}

function short(name: string): string {
  return name.length > mostChars ? `${name.slice(0, mostChars - 1)}…` : name;
}
