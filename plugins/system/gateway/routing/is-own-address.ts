/** Whether a request would go to the gateway itself, which listens at `ownPort` of this machine. */
export function isOwnAddress({ hostname, port, protocol }: URL, ownPort: number): boolean {
  const isHere = ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0'].includes(hostname);
  return isHere && Number(port || (protocol === 'https:' ? 443 : 80)) === ownPort;
}
