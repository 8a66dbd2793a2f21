import type { DetectedApp } from '../detect/detect-apps.js';
import { defaultDefinition } from './default-definition.js';
import type { ServerDefinition } from './server-definition.js';

/** The server of an application that nothing is said of in the settings. `root`: of the project, its working folder. */
export function appDefinition(root: string, name: string, app: DetectedApp): ServerDefinition {
  const { target, searchPath, factory, source } = app;
  const runs = { kind: 'app', target, searchPath, factory, python: undefined, uvicornArgs: [] } as const;
  return defaultDefinition(root, { name, target, source, runs });
}
