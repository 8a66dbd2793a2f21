import { join } from 'node:path';
import type { DetectedApp } from '../detect/detect-apps.js';

/** An application that was found in the project, and what it is called without settings. */
export interface DetectedServer {
  readonly name: string;
  readonly app: DetectedApp;
}

/** Whether a target, imported from a folder, is that application: `main:app` in `app/` is `app.main:app`. */
export function isSameApp(app: DetectedApp, target: string, searchPath: string): boolean {
  return placeOf(app.target, app.searchPath) === placeOf(target, searchPath);
}

function placeOf(target: string, searchPath: string): string {
  const [module = '', attribute = ''] = target.replace(/\(\)$/, '').split(':');
  return `${join(searchPath, ...module.split('.'))}:${attribute}`;
}
