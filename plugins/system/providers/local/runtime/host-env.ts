/** What a program needs to run, and where the system finds its libraries. Everything else may be a secret. */
const needed =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|TZ|LANG|LANGUAGE|LC_\w+|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH|DYLD_\w+|OMP_\w+|MALLOC_\w+|SYSTEMROOT|WINDIR|COMSPEC)$/i;

/**
 * The environment of the process of the local model, as differences to devmgr's own: native code and models from elsewhere
 * see no key, no token and no database URL. ONNX Runtime would tell its maker of the models that are run: it may not.
 */
export function hostEnv(own: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
  const others = Object.keys(own).filter((name) => !needed.test(name));
  return { ...Object.fromEntries(others.map((name) => [name, undefined])), ORT_DISABLE_TELEMETRY: '1' };
}
