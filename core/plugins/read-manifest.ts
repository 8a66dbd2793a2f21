import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_VERSION, DevmgrError, ExitCode, type PluginManifest } from 'devmgr/plugin-api';
import { parseWhen } from '../commands/when.js';
import { apiIsCompatible } from './api-version.js';
import { manifestShape } from './manifest-shape.js';

export interface ReadManifest {
  readonly manifest: PluginManifest;
  readonly version: string;
  readonly warnings: readonly string[];
}

/**
 * Reads and checks the package.json of a plugin's folder.
 * Throws `DEVMGR_PLUGIN_MANIFEST_INVALID` naming file, field and fix, or `DEVMGR_PLUGIN_API_MISMATCH`.
 */
export function readManifest(dir: string): ReadManifest {
  const file = join(dir, 'package.json');
  const json = parseJson(file);
  const warnings: string[] = [];
  const wrong = manifestShape(json['devmgr'], 'devmgr', (message) => warnings.push(`${file}: ${message}`));
  if (wrong) throw invalid(file, wrong, 'Correct that field in the package.json.');
  const manifest = json['devmgr'] as PluginManifest;
  checkIds(file, manifest);
  checkApi(file, manifest);
  return { manifest, version: typeof json['version'] === 'string' ? json['version'] : '0.0.0', warnings };
}

function parseJson(file: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw invalid(file, error instanceof Error ? error.message : String(error), 'Make it a readable JSON file.');
  }
  if (typeof json === 'object' && json !== null) return json as Record<string, unknown>;
  throw invalid(file, 'the package.json must be an object', 'Make it a JSON object with a "devmgr" field.');
}

/** What a plugin contributes carries its id, so that two plugins cannot be mistaken for each other. */
function checkIds(file: string, manifest: PluginManifest): void {
  for (const command of manifest.commands ?? []) {
    if (!command.id.startsWith(`${manifest.id}.`)) {
      throw invalid(file, `devmgr.commands: "${command.id}"`, `Begin the command's id with "${manifest.id}.".`);
    }
    try {
      if (command.when !== undefined) parseWhen(command.when);
    } catch (error) {
      throw invalid(file, `devmgr.commands: "${command.id}": ${String(error)}`, 'Correct the when clause.');
    }
  }
  if (manifest.tab && manifest.tab.id !== manifest.id) {
    throw invalid(file, `devmgr.tab.id is "${manifest.tab.id}"`, `Give the tab the plugin's id "${manifest.id}".`);
  }
}

function checkApi(file: string, manifest: PluginManifest): void {
  if (apiIsCompatible(manifest.apiVersion, API_VERSION)) return;
  throw new DevmgrError({
    code: 'DEVMGR_PLUGIN_API_MISMATCH',
    message: `Plugin ${manifest.id} was written for plugin API ${manifest.apiVersion}; this devmgr has ${API_VERSION}`,
    hint: `Get a version of the plugin for API ${API_VERSION}, or change devmgr.apiVersion in ${file} if you know that it fits.`,
    exitCode: ExitCode.plugin,
  });
}

function invalid(file: string, what: string, hint: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PLUGIN_MANIFEST_INVALID',
    message: `${file}: ${what}`,
    hint,
    exitCode: ExitCode.plugin,
  });
}
