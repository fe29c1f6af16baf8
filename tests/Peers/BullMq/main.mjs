// node main.mjs listen=http://… receiver=http://… calls-at-once=64 redis=redis://…
import { Queue, Worker } from 'bullmq';
import IORedis from 'ioredis';
import { listen } from './ingress.mjs';
import { processor } from './processor.mjs';
import { receiver } from './receiver.mjs';

const settings = Object.fromEntries(process.argv.slice(2).map(argument => argument.split(/=(.*)/s, 2)));
const callsAtOnce = Number(settings['calls-at-once']);
// Workers want connections that never give a command up.
const connect = () => new IORedis(settings.redis, { maxRetriesPerRequest: null });

const queue = new Queue('submissions', {
  connection: connect(),
  defaultJobOptions: {
    attempts: 20,
    backoff: { type: 'exponential', delay: 1000 },
    // A finished job's id is what makes a repetition a duplicate, so it stays for a while.
    removeOnComplete: { age: 3600 },
    removeOnFail: { age: 24 * 3600 },
  },
});
const worker = new Worker('submissions', processor(connect(), receiver(settings.receiver, callsAtOnce)), {
  connection: connect(),
  concurrency: callsAtOnce,
});
worker.on('error', error => console.error(error.message));
queue.on('error', error => console.error(error.message));
listen(settings.listen, queue);
