/** Set where the gateway is started as a server of the project: it listens at `PORT` then, as other servers do. */
export const AS_SERVER = 'DEVMGR_GATEWAY_AS_SERVER';

/** The port that a server of the project was given; `undefined`: it is none. In a terminal `PORT` is for whatever somebody else starts there. */
export function serverPort(env: Readonly<Record<string, string | undefined>>): number | undefined {
  const port = Number(env['PORT']);
  return env[AS_SERVER] === '1' && Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
}
