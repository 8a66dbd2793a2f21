/** The `devmgr` field of a plugin's package.json. Data only: readable without running the plugin. */
export interface PluginManifest {
  /** Lower-case letters, digits and dashes; the prefix of every id that the plugin contributes: `tests.run-all`. */
  readonly id: string;
  readonly title: string;
  /** The plugin API that the plugin was written against, as `major.minor`. */
  readonly apiVersion: string;
  /** The module whose default export is the plugin, relative to the package.json. */
  readonly main: string;
  readonly tab?: TabContribution;
  readonly commands?: readonly CommandContribution[];
  readonly cli?: readonly CliContribution[];
  /** Read as `[tool.devmgr.<plugin id>] key` in the settings files, or as a section of its own. */
  readonly settings?: Readonly<Record<string, SettingContribution>>;
  /** Ids of the services that the plugin provides; asking for one activates it. */
  readonly services?: readonly string[];
  /** Service ids without which the plugin cannot activate. */
  readonly requires?: readonly string[];
  /**
   * Activation that the contributions do not already imply. `onStartup` runs after the first frame; `onService:<id>` when
   * somebody asks for that service, who then waits for it: for plugins that add something to it, such as an AI provider.
   */
  readonly activation?: readonly ('onStartup' | `onService:${string}`)[];
}

/** A plugin has at most one tab; its id is the plugin's. */
export interface TabContribution {
  readonly id: string;
  readonly title: string;
  readonly icon?: string;
  /** `F1` to `F12`. The number key with Alt is bound beside it. */
  readonly hotkey?: string;
  /** Position in the tab bar; built-in tabs use multiples of ten. */
  readonly order: number;
}

export interface CommandContribution {
  /** `<plugin id>.<verb-noun>`. */
  readonly id: string;
  /** Title case, starting with a verb: `Start Server`. Shown in palette and help. */
  readonly title: string;
  /** One or two words for buttons and the key line: `start`. Without it the command is not on the key line. */
  readonly label?: string;
  /** `s`, `S` (shift), `C-s`, `M-s`, `enter`, `escape`, `space`, `f6`, `/`, ... */
  readonly keys?: readonly string[];
  /** When the keys work. Default: while the plugin's own tab is shown. For example `tab == 'tests' && focus == 'table'`. */
  readonly when?: string;
  /** The command can be written in the chat: `/name argument`. */
  readonly slash?: SlashContribution;
}

export interface SlashContribution {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** What may stand after it, for people: `path…`. */
  readonly argument?: string;
}

export interface CliContribution {
  /** The word after `devmgr`. */
  readonly name: string;
  readonly summary: string;
  readonly arguments?: readonly CliArgument[];
  readonly flags?: readonly FlagSpec[];
  readonly examples?: readonly string[];
}

export interface CliArgument {
  readonly name: string;
  readonly summary: string;
  readonly required?: boolean;
  readonly variadic?: boolean;
  readonly choices?: readonly string[];
}

export type FlagSpec =
  | {
      readonly name: string;
      readonly type: 'boolean';
      readonly summary: string;
      readonly short?: string;
      /** How often it is given counts, as with `-vv`: `CliFlags.number` reads that. */
      readonly repeatable?: boolean;
    }
  | {
      readonly name: string;
      readonly type: 'string';
      readonly summary: string;
      readonly short?: string;
      readonly default?: string;
      readonly choices?: readonly string[];
      /** It may be given several times: `CliFlags.strings` reads all. */
      readonly repeatable?: boolean;
    }
  | {
      readonly name: string;
      readonly type: 'number';
      readonly summary: string;
      readonly short?: string;
      readonly default?: number;
    };

export type SettingContribution =
  | {
      readonly type: 'string';
      readonly default: string;
      readonly description: string;
      readonly enum?: readonly string[];
    }
  | {
      readonly type: 'number';
      readonly default: number;
      readonly description: string;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly type: 'array'; readonly default: unknown; readonly description: string }
  | {
      readonly type: 'object';
      readonly default: unknown;
      readonly description: string;
      /**
       * The setting is a whole section: with `servers`, `[tool.devmgr.servers.api]` in pyproject.toml and `[servers.api]` in the other files
       * are its field `api`, and `DEVMGR_SERVERS` is its variable. Several plugins may read the same section. Lower-case letters, digits and
       * dashes.
       */
      readonly section?: string;
    };
