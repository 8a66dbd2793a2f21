import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';

/** Why files are left out, in the words of the screen and of the command line. */
export const skipReasonNames: Readonly<Record<SkipReason, string>> = {
  binary: 'binary',
  generated: 'generated',
  minified: 'minified',
  'lock-file': 'lock files',
  'too-large': 'too large',
  vendored: 'vendored',
  secret: 'secrets',
  excluded: 'excluded',
  'link-outside': 'links out of the project',
  unreadable: 'not readable',
};
