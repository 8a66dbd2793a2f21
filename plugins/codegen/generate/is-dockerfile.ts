/** `Dockerfile`, `Dockerfile.dev`, `containerfile-dev`, `api.dockerfile`. */
export function isDockerfile(path: string): boolean {
  return /(?:^|\/)(?:docker|container)file(?:[.-][^/]*)?$|\.dockerfile$/i.test(path);
}
