/** A message inside a mailbox: its bytes, and where they stand. */
export type MboxMessage = { start: number; end: number; bytes: Buffer };

/** Bytes of one message; what is longer is passed over. */
const longestMessage = 25 * 1024 * 1024;

const from = Buffer.from("From ");
const newline = 10;

/**
 * The messages of a mailbox in the format "mbox" (RFC 4155): each begins with a line "From " behind an empty one. Lines that were
 * quoted for it (">From ") are as they were. `bytes` is empty for a message above `longestMessage`. Holds one message at a time.
 */
export async function* readMessages(chunks: AsyncIterable<Buffer>): AsyncGenerator<MboxMessage> {
  let lines: Buffer[] = [];
  let held = 0;
  let start = -1;
  let offset = 0;
  let isBlank = true;
  const ended = (end: number): MboxMessage => ({
    start,
    end,
    bytes: held > longestMessage ? Buffer.alloc(0) : Buffer.concat(lines),
  });
  for await (const line of linesOf(chunks)) {
    if (isBlank && line.subarray(0, 5).equals(from)) {
      if (start >= 0) yield ended(offset);
      [lines, held, start] = [[], 0, offset + line.length];
    } else if (start >= 0) {
      held += line.length;
      if (held <= longestMessage) lines.push(unquoted(line));
      else lines = [];
    }
    offset += line.length;
    isBlank = line.length === 1 || (line.length === 2 && line[0] === 13);
  }
  if (start >= 0) yield ended(offset);
}

function unquoted(line: Buffer): Buffer {
  let marks = 0;
  while (line[marks] === 62) marks += 1;
  return marks > 0 && line.subarray(marks, marks + 5).equals(from) ? line.subarray(1) : line;
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let at = 0;
    for (let end = chunk.indexOf(newline, at); end >= 0; end = chunk.indexOf(newline, at)) {
      const line = chunk.subarray(at, end + 1);
      yield rest.length > 0 ? Buffer.concat([...rest, line]) : line;
      rest = [];
      at = end + 1;
    }
    if (at < chunk.length) rest.push(chunk.subarray(at));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
