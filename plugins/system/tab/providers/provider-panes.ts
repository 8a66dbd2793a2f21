import {
  Emitter,
  widgets,
  type Event,
  type LogHandle,
  type Tab,
  type TableHandle,
  type TextHandle,
} from 'devmgr/plugin-api';
import { chooseModel } from '../../commands/providers/choose-model.js';
import { selectedProvider } from '../../commands/providers/selected-provider.js';
import type { Trial } from '../../providers/ask/trial.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { factRows } from '../fact-rows.js';
import type { ModelFilter } from '../system-view.js';
import { createModelTable, type ModelRow } from './model-table.js';
import { providerDetails } from '../../providers/view/provider-details.js';

export interface ProviderPaneShape {
  /** Of the facts, border included. */
  readonly infoRows: number;
  readonly hasAnswer: boolean;
}

/** The panes of the selected provider: facts, and its models or the answer to a question. */
export interface ProviderPanes {
  readonly info: TextHandle;
  readonly models: TableHandle<ModelRow>;
  readonly modelFilter: ModelFilter;
  readonly answer: LogHandle;
  refresh(): void;
  /** The models, or the answer when there is one. */
  focus(): void;
  shape(): ProviderPaneShape;
  /** The panes need other heights, or another one of them is shown. */
  readonly onDidChangeShape: Event<void>;
}

/** Rows of facts for which there always is room, so that little moves from one provider to the next. */
const LEAST_FACTS = 6;
const MOST_FACTS = 14;
const BORDER_AND_SCROLLBAR = 3;

/** `width`: cells that they are wide now, borders included. */
export function createProviderPanes(parts: ProvidersParts, tab: Tab, width: () => number): ProviderPanes {
  const { context, trials } = parts;
  const info = tab.grid.set(3, 1, 1, 1, widgets.text, { title: 'Provider', wrap: true, focusable: false });
  const models = createModelTable(context, tab, { width, choose: (model) => void chooseModel(parts, model.id) });
  const answer = tab.grid.set(5, 1, 1, 1, widgets.log, { title: 'Answer', focusId: `${context.manifest.id}.answer` });
  const shapeChanged = tab.own(new Emitter<void>());
  const shownAnswer = followTrial(answer);
  let shape: ProviderPaneShape = { infoRows: LEAST_FACTS + 2, hasAnswer: false };
  const refresh = () => {
    const view = selectedProvider(parts);
    const trial = trials.of(view?.id);
    const lines = providerDetails(view, context.clock.now());
    info.setTitle(view?.id ?? 'Provider');
    info.setLines(lines);
    models.show(view);
    shownAnswer.show(trial, width() - BORDER_AND_SCROLLBAR);
    const rows = factRows(lines, width(), context.text);
    const next = { infoRows: Math.min(Math.max(rows, LEAST_FACTS), MOST_FACTS) + 2, hasAnswer: trial !== undefined };
    if (next.infoRows === shape.infoRows && next.hasAnswer === shape.hasAnswer) return;
    shape = next;
    shapeChanged.fire();
  };
  // Only the answer is painted again: what stands around it does not change while it grows.
  tab.own(trials.onDidGrow((trial) => trial === trials.of(selectedProvider(parts)?.id) && answer.changed()));
  return {
    info,
    models: models.handle,
    modelFilter: models.filter,
    answer,
    refresh,
    focus: () => (shape.hasAnswer ? answer : models.handle).focus(),
    shape: () => shape,
    onDidChangeShape: shapeChanged.event,
  };
}

function followTrial(answer: LogHandle) {
  let shown: Trial | undefined;
  return {
    show(trial: Trial | undefined, width: number) {
      if (!trial) return void (shown = undefined);
      trial.document.setWidth(width);
      answer.setTitle(`Answer · ${trial.title}`);
      if (trial !== shown) {
        answer.setSource(trial.document);
        answer.follow(true);
      }
      answer.changed();
      shown = trial;
    },
  };
}
