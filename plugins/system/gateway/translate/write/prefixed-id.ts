/** An id as the format has them: what the provider called `msg_01` is `chatcmpl-01` in OpenAI's. Ids that fit stay. */
export function prefixedId(prefix: string, id: string): string {
  return id.startsWith(prefix) ? id : prefix + id.replace(/^(chatcmpl-|cmpl-|msg_)/, '');
}
