import type { Config } from 'devmgr/plugin-api';

/** What the settings say about the files of the index. */
export interface IndexSettings {
  /** Patterns as in `.gitignore`. */
  readonly exclude: readonly string[];
  readonly maxFileBytes: number;
}

export function readIndexSettings(config: Pick<Config, 'json' | 'number'>): IndexSettings {
  const exclude = config.json('index-exclude');
  return {
    exclude: Array.isArray(exclude) ? exclude.filter((each): each is string => typeof each === 'string') : [],
    maxFileBytes: config.number('index-max-file-kb') * 1024,
  };
}
