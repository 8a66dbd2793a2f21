import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DevmgrError, ExitCode, type SettingSource } from 'devmgr/plugin-api';
import type { Paths } from './paths.js';

/** Sections of settings: `{ core: {...}, system: {...} }`, as one file gives them. */
export type Sections = Readonly<Record<string, unknown>>;

/** One file that settings may come from, lowest precedence first. */
export interface SettingsLayer {
  readonly file: string;
  /** Whose file it is: a project that was cloned is somebody else's. */
  readonly source: Extract<SettingSource, 'user' | 'project'>;
  readonly sections: Sections;
}

/**
 * Reads `~/.devmgr/config.toml`, `[tool.devmgr]` of pyproject.toml and `.devmgr.toml`; files that are not there are left out.
 * The TOML parser is loaded only when a file has settings. Throws `DEVMGR_CONFIG_INVALID` naming file and line.
 */
export async function readSettingsFiles(paths: Paths): Promise<readonly SettingsLayer[]> {
  const layers: SettingsLayer[] = [];
  for (const [file, source, pick] of settingsFiles(paths)) {
    const text = readIfThere(file);
    if (text === undefined || !pick.hint.test(text)) continue;
    layers.push({ file, source, sections: pick.sections(await parse(file, text)) });
  }
  return layers;
}

/** Where in a file our sections are; `hint` matches in every text that has some. */
interface SectionsPick {
  readonly hint: RegExp;
  sections(toml: Sections): Sections;
}

/** The files that settings are read from, for watching them. */
export function settingsFiles(paths: Paths): [string, SettingsLayer['source'], SectionsPick][] {
  const whole = { hint: /\S/, sections: (toml: Sections) => toml };
  const ofTool = { hint: /tool\s*\.\s*devmgr/, sections: (toml: Sections) => record(record(toml['tool'])['devmgr']) };
  return [
    [paths.configFile, 'user', whole],
    [join(paths.root, 'pyproject.toml'), 'project', ofTool],
    [join(paths.root, '.devmgr.toml'), 'project', whole],
  ];
}

/** An object as it is, anything else as an empty one. */
export function record(value: unknown): Sections {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Sections) : {};
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function parse(file: string, text: string): Promise<Sections> {
  const { parse: parseToml } = await import('smol-toml');
  try {
    return parseToml(text);
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    const line = (cause as { line?: number }).line;
    throw new DevmgrError({
      code: 'DEVMGR_CONFIG_INVALID',
      message: `${file}${line === undefined ? '' : `:${line}`}: ${message}`,
      hint: 'Correct the TOML at that line.',
      exitCode: ExitCode.config,
      cause,
    });
  }
}
