import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll } from "vitest";
import { forgetSingleton } from "#app/lib/singleton.ts";

export type Mailbox = {
  /** The first mail to `recipient` whose subject matches; waits for it. */
  find: (recipient: string, subject: RegExp, options?: { within?: number }) => Promise<ParsedMail>;
  all: () => { recipients: string[]; mail: ParsedMail }[];
};

/** A real SMTP server for this test file; SMTP_URL leads to it. Called before `useApp`. */
export function useMailbox(): Mailbox {
  const received: { recipients: string[]; mail: ParsedMail }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      simpleParser(stream).then(
        (mail) => {
          received.push({ recipients, mail });
          done();
        },
        (error: Error) => done(error),
      );
    },
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
    forgetSingleton("env");
  });

  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  return {
    all: () => received,
    async find(recipient, subject, { within = 30_000 } = {}) {
      const end = Date.now() + within;
      while (Date.now() < end) {
        const found = received.find(
          ({ recipients, mail }) => recipients.includes(recipient) && subject.test(mail.subject ?? ""),
        );
        if (found) return found.mail;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const seen = received.map(({ recipients, mail }) => `${recipients.join()}: ${mail.subject}`).join("\n");
      throw new Error(`No mail to ${recipient} with ${subject}. Received:\n${seen}`);
    },
  };
}
