import type { Services } from 'devmgr/plugin-api';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';

/** Where nobody else says it. Examples hold no values. */
const secretName =
  /^(?:\.env(?:\..+)?|.+\.(?:pem|key|p12|pfx)|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.pypirc|\.npmrc)$/i;
const exampleName = /(?:example|sample|template|dist)$/i;

/** Whether files commonly hold secrets, as the service that knows the project's files says, or by their names where it is not there. */
export async function secretPaths(services: Pick<Services, 'require'>): Promise<(path: string) => boolean> {
  try {
    const files = await services.require(ProjectFiles);
    return (path) => files.isSecret(path);
  } catch {
    return isSecretName;
  }
}

function isSecretName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return secretName.test(name) && !exampleName.test(name);
}
