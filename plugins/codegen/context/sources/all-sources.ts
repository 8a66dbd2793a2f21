import { agentInstructions } from './agent-instructions.js';
import { codeSearch } from './code-search.js';
import type { ContextSource } from './context-source.js';
import { fastapiRouter } from './fastapi-router.js';
import { imports } from './imports.js';
import { kindNeighbours } from './kind-neighbours.js';
import { namedFiles } from './named-files.js';
import { projectRules } from './project-rules.js';
import { projectTree } from './project-tree.js';
import { siblings } from './siblings.js';
import { testedModules } from './tested-modules.js';
import { tracedFiles } from './traced-files.js';

/** By name, for the log. All of them are asked for every target. */
export const allSources: Readonly<Record<string, ContextSource>> = {
  projectRules,
  agentInstructions,
  tracedFiles,
  testedModules,
  fastapiRouter,
  kindNeighbours,
  namedFiles,
  imports,
  siblings,
  projectTree,
  codeSearch,
};
