import { devmgrBin, cleanEnvironment } from '../support/run-devmgr.js';
import { PtyApp } from '../support/pty-app.js';
import type { SampleProject } from './sample-project.js';

/** The screen on a project, in a terminal of 120x40. */
export function startTui(project: SampleProject): PtyApp {
  const env = cleanEnvironment(project.home, { TERM: 'xterm-256color' });
  return PtyApp.spawn(process.execPath, [devmgrBin, project.dir], { cols: 120, rows: 40, cwd: project.dir, env });
}
