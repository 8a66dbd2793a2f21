import type { CommandHandler, Commands } from 'devmgr/plugin-api';
import { askAbout } from './ask-about.js';
import { chooseOrder } from './choose-order.js';
import { clearFilter } from './clear-filter.js';
import { clearMarks } from './clear-marks.js';
import { closeDetails } from './close-details.js';
import { closeOptions } from './close-options.js';
import { collect } from './collect.js';
import type { CommandParts } from './command-parts.js';
import { copyId } from './copy-id.js';
import { copy } from './copy.js';
import { dumpStack } from './dump-stack.js';
import { editOptions } from './edit-options.js';
import { edit } from './edit.js';
import { filter } from './filter.js';
import { goIn } from './go-in.js';
import { goOut } from './go-out.js';
import { pickProfile } from './pick-profile.js';
import { resetOptions } from './reset-options.js';
import { runAll } from './run-all.js';
import { runOthers } from './run-others.js';
import { runFailed } from './run-failed.js';
import { runFile } from './run-file.js';
import { runIntegration } from './run-integration.js';
import { runNew } from './run-new.js';
import { runSelected } from './run-selected.js';
import { runUnit } from './run-unit.js';
import { showDetails } from './show-details.js';
import { showPage } from './show-page.js';
import { showWarnings } from './show-warnings.js';
import { stepFailed } from './step-failed.js';
import { stepFrame } from './step-frame.js';
import { stepPage } from './step-page.js';
import { stopTest } from './stop-test.js';
import { stop } from './stop.js';
import { toggleCoverage } from './toggle-coverage.js';
import { toggleLook } from './toggle-look.js';
import { toggleMark } from './toggle-mark.js';
import { toggleWatch } from './toggle-watch.js';
import { toggleZoom } from './toggle-zoom.js';
import { unpin } from './unpin.js';

/** Every command of the manifest. */
const handlers: Readonly<Record<string, (parts: CommandParts) => CommandHandler>> = {
  'tests.run-all': runAll,
  'tests.run-others': runOthers,
  'tests.run-unit': runUnit,
  'tests.run-integration': runIntegration,
  'tests.run-failed': runFailed,
  'tests.run-selected': runSelected,
  'tests.stop': stop,
  'tests.pick-profile': pickProfile,
  'tests.dump-stack': dumpStack,
  'tests.stop-test': stopTest,
  'tests.run-new': runNew,
  'tests.run-file': runFile,
  'tests.choose-order': chooseOrder,
  'tests.toggle-look': toggleLook,
  'tests.go-out': goOut,
  'tests.go-in': goIn,
  'tests.clear-marks': clearMarks,
  'tests.toggle-mark': toggleMark,
  'tests.toggle-watch': toggleWatch,
  'tests.unpin': unpin,
  'tests.show-details': showDetails,
  'tests.close-details': closeDetails,
  'tests.filter': filter,
  'tests.clear-filter': clearFilter,
  'tests.edit-options': editOptions,
  'tests.close-options': closeOptions,
  'tests.reset-options': resetOptions,
  'tests.copy': copy,
  'tests.ask-about': askAbout,
  'tests.copy-id': copyId,
  'tests.edit': edit,
  'tests.open-frame': edit,
  'tests.collect': collect,
  'tests.toggle-zoom': toggleZoom,
  'tests.next-failed': (parts) => stepFailed(parts, 1),
  'tests.previous-failed': (parts) => stepFailed(parts, -1),
  'tests.next-frame': (parts) => stepFrame(parts, 1),
  'tests.previous-frame': (parts) => stepFrame(parts, -1),
  'tests.next-page': (parts) => stepPage(parts, 1),
  'tests.previous-page': (parts) => stepPage(parts, -1),
  'tests.show-failure': (parts) => showPage(parts, 'failure'),
  'tests.show-output': (parts) => showPage(parts, 'output'),
  'tests.show-traceback': (parts) => showPage(parts, 'traceback'),
  'tests.show-requests': (parts) => showPage(parts, 'requests'),
  'tests.show-history': (parts) => showPage(parts, 'history'),
  'tests.show-run': (parts) => showPage(parts, 'run'),
  'tests.show-coverage': (parts) => showPage(parts, 'coverage'),
  'tests.explain': (parts) => showPage(parts, 'explain'),
  'tests.show-warnings': showWarnings,
  'tests.toggle-coverage': toggleCoverage,
};

export function registerCommands(commands: Commands, parts: CommandParts): void {
  for (const [id, create] of Object.entries(handlers)) commands.register(id, create(parts));
}
