// What `npm start` and `npm test` say while they work.

/** @param {string} line */
export function say(line = "") {
  process.stdout.write(`${line}\n`);
}

/**
 * Shows that a step is under way and how long it takes: one line that counts on a terminal, a line now and then elsewhere.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  const isTerminal = process.stdout.isTTY === true;
  process.stdout.write(isTerminal ? `  ${title} …` : `  ${title} …\n`);
  const tick = () => {
    if (isTerminal) process.stdout.write(`\r\x1b[2K  ${title} … ${Math.round((Date.now() - start) / 1000)} s`);
    else say(`  ${title} … still at it after ${seconds()}`);
  };
  const timer = setInterval(tick, isTerminal ? 1000 : 15_000);
  const clear = isTerminal ? "\r\x1b[2K" : "";
  try {
    const result = await work();
    process.stdout.write(`${clear}  ${title}: ${seconds()}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${clear}  ${title}: failed after ${seconds()}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** A failure whose message is all that a person needs; it is shown without a stack. */
export class PlainError extends Error {
  isPlain = true;
}

/**
 * Ends the process with a message: the plain one, or everything about an unexpected error.
 * @param {unknown} error
 * @returns {never}
 */
export function giveUp(error) {
  const text = error?.isPlain ? error.message : (error?.stack ?? String(error));
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}
