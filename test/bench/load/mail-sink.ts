import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type MailSink = {
  url: string;
  /** How often each mail was taken, by its Message-ID. */
  taken: Map<string, number>;
  close(): Promise<void>;
};

/** A mail server that takes everything and remembers what each mail is called. */
export async function openMailSink(): Promise<MailSink> {
  const taken = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, _session, done) {
      let head = "";
      stream.on("data", (part: Buffer) => {
        if (head.length < 10_000) head += part.toString("latin1");
      });
      stream.once("end", () => {
        const id = /^message-id:\s*(<[^>]+>)/im.exec(head)?.[1] ?? "";
        taken.set(id, (taken.get(id) ?? 0) + 1);
        done();
      });
    },
  });
  // A worker that is killed leaves half a conversation behind.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
