import { afterEach, beforeEach } from 'vitest';
import { openDevmgr, type OpenOptions } from './open-devmgr.js';
import { temporaryHome } from './run-devmgr.js';
import { sampleProject } from './sample-project.js';
import { startStreamingModel, type StreamingModel } from './streaming-model.js';

export interface StreamingStage {
  /** Absolute path of the sample project's copy. */
  readonly path: string;
  asked(): ReturnType<StreamingModel['asked']>;
  /** devmgr in that project, as often as a spec wants; the home stays. Default: 120x40. */
  open(size?: Pick<OpenOptions, 'cols' | 'rows'>): ReturnType<typeof openDevmgr>;
}

/** For each test of a file a project, a home and a model that answers what the spec writes. */
export function streamingStage(): StreamingStage {
  let home: ReturnType<typeof temporaryHome>;
  let project: ReturnType<typeof sampleProject>;
  let model: StreamingModel;
  beforeEach(async () => {
    home = temporaryHome();
    project = sampleProject();
    model = await startStreamingModel();
  });
  afterEach(async () => {
    await model.stop();
    home.remove();
    project.remove();
  });
  return {
    get path() {
      return project.path;
    },
    asked: () => model.asked(),
    open: (size = { cols: 120, rows: 40 }) => openDevmgr(project.path, { ...size, env: model.env, home: home.path }),
  };
}
