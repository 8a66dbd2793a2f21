import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { ProjectView } from '../view/project-view.js';

/**
 * Gives what the model should see of one kind; nothing for targets that it knows nothing about. Two sources may give the same item:
 * the one with the greater value stays. Rejects with the signal's reason only.
 */
export type ContextSource = (view: ProjectView) => Promise<readonly CodeContextItem[]>;
