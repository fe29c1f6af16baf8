import { randomUUID } from 'node:crypto';
import { DelayedError, UnrecoverableError } from 'bullmq';

// Longer than a call may take.
const lockMilliseconds = 30_000;
// How long a job steps back whose account is being dealt with.
const stepBack = 50;
// When a sub-meeting's registration is looked at again whose main meeting's is not held.
const lookAgain = 1000;

const unlock = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

// What a worker does with a job. Job groups are in the paid edition; here an account's jobs exclude each other by a lock,
// and what may not go yet is delayed from within the processor (docs: Patterns, Process step jobs, Delaying).
export function processor(redis, put) {
  redis.defineCommand('unlock', { numberOfKeys: 1, lua: unlock });

  const later = async (job, token, milliseconds) => {
    await job.moveToDelayed(Date.now() + milliseconds, token);
    throw new DelayedError();
  };

  const deliver = async (job, token) => {
    const { account, meeting, mainMeeting, revision } = job.data;
    const held = await redis.hgetall(`held:${account}`);
    if (Number(held[meeting] ?? -1) >= revision) return 'skipped';
    if (mainMeeting && held[mainMeeting] === undefined) return later(job, token, lookAgain);
    const answer = await put(job.data);
    // A failed job is tried again by its back-off.
    if (answer === 'try-later') throw new Error('try later');
    if (answer === 'refused') throw new UnrecoverableError('refused');
    await redis.hset(`held:${account}`, meeting, revision);
    return 'done';
  };

  return async (job, token) => {
    const lock = `lock:${job.data.account}`;
    const owner = randomUUID();
    if (await redis.set(lock, owner, 'PX', lockMilliseconds, 'NX') !== 'OK') return later(job, token, stepBack);
    try {
      return await deliver(job, token);
    } finally {
      await redis.unlock(lock, owner);
    }
  };
}
