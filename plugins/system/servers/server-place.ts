/** Where and how a server listens. */
export interface ServerPlace {
  readonly host: string;
  readonly port: number;
  readonly reload: boolean;
}
