// What `npm start` and `npm test` say while they work.

const isTerminal = process.stdout.isTTY === true;
const clearLine = isTerminal ? "\r\x1b[2K" : "";
/** The line of the step under way, on a terminal: it stays the last one. */
let underway = "";

/** @param {string} line */
export function say(line = "") {
  process.stdout.write(underway ? `${clearLine}${line}\n${underway}` : `${line}\n`);
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
  const seconds = (digits) => `${((Date.now() - start) / 1000).toFixed(digits)} s`;
  const timer = setInterval(
    () => {
      if (!isTerminal) return say(`  ${title} … still at it after ${seconds(0)}`);
      underway = `  ${title} … ${seconds(0)}`;
      process.stdout.write(`${clearLine}${underway}`);
    },
    isTerminal ? 1000 : 15_000,
  );
  const done = (how) => {
    underway = "";
    process.stdout.write(`${clearLine}  ${title}: ${how}\n`);
  };
  if (isTerminal) underway = `  ${title} …`;
  process.stdout.write(isTerminal ? underway : `  ${title} …\n`);
  try {
    const result = await work();
    done(seconds(1));
    return result;
  } catch (error) {
    done(`failed after ${seconds(1)}`);
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
  process.stderr.write(`\n${messageOf(error)}\n`);
  process.exit(1);
}

function messageOf(error) {
  if (error?.isPlain) return error.message;
  if (["EACCES", "EPERM", "EROFS"].includes(error?.code) && error.path) {
    return (
      `This user may not use ${error.path} (${error.code}).\n` +
      "Crossroads was probably started here as another user before. Start it as that user again, or give all of it\n" +
      "to this one: sudo chown -R $(id -un) . (or choose another folder for the data: DATA_DIR=/path npm start)"
    );
  }
  return error?.stack ?? String(error);
}
