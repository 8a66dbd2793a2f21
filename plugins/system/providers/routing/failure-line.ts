/** `openai: too many requests` for the log: most messages begin with the name of the provider as it is. */
export function failureLine(name: string, { message }: Error): string {
  const [providerId = ''] = name.split('/');
  return message.toLowerCase().startsWith(providerId.toLowerCase()) ? message : `${name}: ${message}`;
}
