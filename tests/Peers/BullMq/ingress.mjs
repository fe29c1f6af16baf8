import { createServer } from 'node:http';

// The front door: lines of JSON, a receipt for each once all are in Redis.
export function listen(address, queue) {
  const { hostname, port } = new URL(address);
  createServer(async (request, response) => {
    try {
      if (request.url !== '/v1/submissions') return response.end();
      const submissions = (await text(request)).split('\n').filter(line => line).map(line => ({ ...JSON.parse(line), line }));
      // A job id that is there already adds nothing.
      await queue.addBulk(submissions.map(s => ({ name: 'deliver', data: jobData(s), opts: { jobId: `${s.origin}_${s.id}` } })));
      response.setHeader('content-type', 'application/x-ndjson');
      response.end(submissions.map(s => JSON.stringify({ origin: s.origin, id: s.id, status: 'accepted' }) + '\n').join(''));
    } catch (error) {
      response.statusCode = 503;
      response.end(error.message);
    }
  }).listen(Number(port), hostname);
}

const jobData = ({ origin, id, account, meeting, mainMeeting, revision, line }) =>
  ({ key: `${origin}:${id}`, account, meeting, mainMeeting, revision, line });

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
