import { basename } from 'node:path';
import type { EmbedderChoice } from '../../embed/embedder.js';

/** As people know it: see `CodeIndexState.embedder`. */
export function embedderName(choice: EmbedderChoice): string {
  switch (choice.kind) {
    case 'none':
    case 'built-in':
      return choice.kind;
    case 'folder':
      return basename(choice.path);
    case 'service':
      return choice.selection;
  }
}
