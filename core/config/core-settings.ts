import type { SettingContribution } from 'devmgr/plugin-api';

/** Settings of the core itself: the section `core`. */
export const coreSettings = {
  theme: {
    type: 'string',
    default: 'auto',
    enum: ['auto', 'dark', 'light'],
    description: 'Colours of the screen; auto asks COLORFGBG and is dark otherwise',
  },
  ascii: {
    type: 'boolean',
    default: false,
    description: 'Frames, bars and signs in ASCII, no icons in the tab titles',
  },
  'first-tab': { type: 'string', default: '', description: 'Id of the tab that is shown first' },
  'disabled-plugins': { type: 'array', default: [], description: 'Ids of plugins that are not loaded' },
} as const satisfies Readonly<Record<string, SettingContribution>>;
