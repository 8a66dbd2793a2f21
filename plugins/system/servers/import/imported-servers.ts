/** What may stand in a table of a server. */
export type TomlValue = string | number | boolean | readonly TomlValue[] | TomlTable;
export interface TomlTable {
  readonly [key: string]: TomlValue;
}

/** Something of the file that has no counterpart here, or another meaning. */
export interface ImportNote {
  /** `undefined`: it is said of the whole file. */
  readonly server: string | undefined;
  /** From 1. */
  readonly line: number;
  /** `shutdown.command has no counterpart: …` */
  readonly text: string;
}

export interface ImportedServer {
  readonly name: string;
  /** What `[tool.devmgr.servers.NAME]` says of it. */
  readonly table: TomlTable;
}

/** The servers of another program's file, in its order. */
export interface ImportedServers {
  readonly format: 'Procfile' | 'process-compose';
  readonly servers: readonly ImportedServer[];
  /** By name, where each of them stands; from 1. */
  readonly lines: ReadonlyMap<string, number>;
  /** In the order of their lines. */
  readonly notes: readonly ImportNote[];
}
