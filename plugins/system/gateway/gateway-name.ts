const NAMES = ['gateway', 'devmgr-gateway'];

/** What it runs, for people: by it the gateway is known among servers that other devmgrs run. */
export const GATEWAY_TARGET = 'devmgr gateway';

/** What the gateway is called among the servers of the project. `undefined`: they have taken its names. */
export function gatewayName(servers: readonly { readonly name: string }[]): string | undefined {
  return NAMES.find((each) => !servers.some(({ name }) => name === each));
}
