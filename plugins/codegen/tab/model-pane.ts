import { widgets, type Tab, type WidgetHandle } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';

export interface ModelPaneParts {
  /** Of the plugin. */
  readonly id: string;
  state(): CodegenState;
}

/** Longer names would hide that the other button is there. */
const mostChars = 22;

/** Who writes: the provider and its model, each of which can be clicked. */
export class ModelPane {
  readonly handle: WidgetHandle;

  constructor(tab: Tab, { id, state }: ModelPaneParts) {
    this.handle = tab.grid.set(...areas.model, widgets.buttons, {
      title: 'Provider and model',
      border: true,
      // Tab goes from the target on to the prompt; keys choose the model with Ctrl-O.
      focusable: false,
      commands: [
        { command: `${id}.choose-provider`, label: () => `${short(providerName(state()))} ▾` },
        { command: `${id}.choose-model`, label: () => `${short(modelName(state()))} ▾` },
      ],
    });
  }
}

function providerName({ model, plan, isPlanFresh }: CodegenState): string {
  if (plan && isPlanFresh) return plan.providerId;
  return model === undefined ? 'auto' : (model.split('/')[0] ?? model);
}

function modelName({ model, plan, isPlanFresh }: CodegenState): string {
  if (plan && isPlanFresh) return plan.modelId;
  const slash = model?.indexOf('/') ?? -1;
  return model === undefined || slash < 0 ? 'default' : model.slice(slash + 1);
}

function short(name: string): string {
  return name.length > mostChars ? `${name.slice(0, mostChars - 1)}…` : name;
}
