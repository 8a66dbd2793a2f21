const SECRET_NAME =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|auth|pwd|passwd|passphrase|jwt|sid|session|sessionid)$|token|secret|password|credential|api[-_]?key|access[-_]?key|private[-_]?key|signature|csrf/i;

/** Whether the value of a header, parameter or field of that name is nobody else's business. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
