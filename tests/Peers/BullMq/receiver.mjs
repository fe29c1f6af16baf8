import { Agent, request } from 'node:http';

const attemptTimeout = 10_000;
const temporary = status => status >= 500 || [408, 409, 429].includes(status);

// Calls the receiver by the party contract. Resolves to 'done', 'try-later' or 'refused'.
export function receiver(address, callsAtOnce) {
  const agent = new Agent({ keepAlive: true, maxSockets: callsAtOnce });
  const { hostname, port } = new URL(address);
  return ({ key, account, meeting, line }) => new Promise(resolve => {
    const body = Buffer.from(line);
    const path = `/accounts/${encodeURIComponent(account)}/registrations/${encodeURIComponent(meeting)}`;
    const headers = { 'content-type': 'application/json', 'content-length': body.length, 'idempotency-key': key };
    const call = request({ agent, hostname, port, method: 'PUT', path, headers, timeout: attemptTimeout }, response => {
      response.resume();
      const status = response.statusCode;
      response.on('end', () => resolve(status < 300 ? 'done' : temporary(status) ? 'try-later' : 'refused'));
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve('try-later'));
    call.end(body);
  });
}
