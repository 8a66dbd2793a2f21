import { DevmgrError, ExitCode, type PluginContext, type SettingLayer } from 'devmgr/plugin-api';
import { nearestName } from './nearest-name.js';
import { readProfiles, type ReadProfiles } from './read-profiles.js';
import type { ProfileProblem, TestProfile, TestProfiles } from './test-profile.js';

type Host = Pick<PluginContext, 'config' | 'workspace' | 'env' | 'secrets'>;

/** The profiles as the settings are now. They are read again when a setting that they come from is another. */
export class ProfileBook implements TestProfiles {
  readonly #host: Host;
  #read: ReadProfiles | undefined;
  #readFrom: string | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  list(): readonly TestProfile[] {
    return this.#now().profiles;
  }

  get(name: string): TestProfile {
    const { profiles, problems } = this.#now();
    const found = profiles.find((profile) => profile.name === name);
    if (found) return found;
    const problem = problems.find((each) => each.name === name);
    throw problem ? wrongProfile(problem) : unknownProfile(name, profiles);
  }

  problems(): readonly ProfileProblem[] {
    return this.#now().problems;
  }

  #now(): ReadProfiles {
    const { config, workspace, env, secrets } = this.#host;
    const layers = config.layers('profiles');
    const kinds = {
      unit: { paths: this.#strings('unitPaths'), markers: this.#strings('unitMarkers') },
      integration: { paths: this.#strings('integrationPaths'), markers: this.#strings('integrationMarkers') },
    };
    const from = JSON.stringify([layers, kinds]);
    if (this.#read && this.#readFrom === from) return this.#read;
    this.#readFrom = from;
    this.#read = readProfiles({ root: workspace.root, home: env['HOME'], layers: given(layers), kinds });
    // A token for a service that tests talk to must not be seen in their output.
    for (const profile of this.#read.profiles) secrets.addVariables(profile.env);
    return this.#read;
  }

  #strings(key: string): readonly string[] {
    const value = this.#host.config.json(key);
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  }
}

function given(layers: readonly SettingLayer[]): readonly SettingLayer[] {
  return layers.filter(({ source }) => source !== 'default');
}

function wrongProfile({ message, hint }: ProfileProblem): DevmgrError {
  return new DevmgrError({ code: 'PLUGIN_TESTS_PROFILE_WRONG', message, hint, exitCode: ExitCode.config });
}

function unknownProfile(name: string, profiles: readonly TestProfile[]): DevmgrError {
  const names = profiles.map((profile) => profile.name);
  const near = nearestName(name, names);
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_PROFILE',
    message: `There is no profile "${name.slice(0, 60)}".`,
    hint: `${near === undefined ? '' : `Did you mean ${near}? `}There are ${names.join(', ')}.`,
    exitCode: ExitCode.usage,
  });
}
