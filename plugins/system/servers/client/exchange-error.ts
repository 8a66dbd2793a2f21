import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

/** Why no answer came, for people. `code`: of node, or its message. */
export function exchangeError(code: string, origin: string, timeoutMs: number): DevmgrError {
  const { message, hint } = words(code, origin, timeoutMs);
  return new DevmgrError({ code: 'PLUGIN_SYSTEM_CALL_FAILED', message, hint, exitCode: ExitCode.unavailable });
}

function words(code: string, origin: string, timeoutMs: number): { message: string; hint?: string } {
  if (code === 'ETIMEDOUT') {
    return {
      message: `${origin} did not answer within ${timeoutMs / 1000} s`,
      hint: 'Look at the output of the server: it may wait for something',
    };
  }
  if (code === 'ECONNREFUSED') return { message: `Nothing listens at ${origin}`, hint: 'Start the server' };
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return { message: `${origin} closed the connection without an answer`, hint: 'Look at the output of the server' };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { message: `The name of ${origin} is not known`, hint: 'Check the URL of the server in the settings' };
  if (CERTIFICATE.test(code))
    return {
      message: `The certificate of ${origin} is not valid (${code})`,
      hint: 'Name its authority in NODE_EXTRA_CA_CERTS',
    };
  if (code === 'UPGRADED')
    return { message: `${origin} answered with another protocol`, hint: 'A WebSocket cannot be called here' };
  if (code.startsWith('HPE_'))
    return { message: `What ${origin} answered is not HTTP (${code})`, hint: 'Check the port of the server' };
  return { message: `${origin} could not be asked: ${code}` };
}
