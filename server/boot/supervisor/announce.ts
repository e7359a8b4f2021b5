import path from "node:path";
import { demoAccounts } from "#prisma/seed/demo-accounts.ts";
import type { Environment } from "./environment.ts";

/** What a person reads when the site is ready: where it is, who may sign in, where its mail is. */
export function readyLines({ env, hasMadeSecret }: Environment, firstAdministrator: string | null): string[] {
  const here = (place: string) => path.relative(process.cwd(), place) || ".";
  const isLocal = env.PUBLIC_URL === `http://localhost:${env.PORT}`;
  const lines = ["", `  Crossroads is ready: ${env.PUBLIC_URL}`];
  if (!isLocal) lines.push(`  (listening on ${env.HOST}, port ${env.PORT})`);
  if (env.EMBEDDED || env.SEED_DEMO) lines.push("", ...accountLines());
  if (firstAdministrator) {
    lines.push("", "  There is no administrator yet. Create the first one here (the link works once, for one day):");
    lines.push(`  ${firstAdministrator}`);
  }
  lines.push("");
  if (!env.SMTP_URL) {
    lines.push(
      `  Mail is kept${env.EMBEDDED ? ` and read at ${env.PUBLIC_URL}/dev/mail` : ", not sent: SMTP_URL is not set."}`,
    );
  }
  if (!env.EMBEDDED && hasMadeSecret) {
    lines.push(
      "  APP_SECRET is not set: this node has made its own (DATA_DIR/secret). Nodes of one site must share one.",
    );
  }
  const logs = here(path.join(env.DATA_DIR, "logs"));
  lines.push(`  Data: ${here(env.DATA_DIR)}  Logs: ${logs}  Ctrl-C stops everything.`, "");
  return lines;
}

function accountLines(): string[] {
  const accounts = demoAccounts();
  const passwords = [...new Set(accounts.map(({ password }) => password))];
  const width = Math.max(...accounts.map(({ role }) => role.length));
  const one = ({ role, email, password }: (typeof accounts)[number]) =>
    `    ${role.padEnd(width)}  ${email}${passwords.length > 1 ? `  ${password}` : ""}`;
  const heading = passwords.length === 1 ? `  Demo accounts (password ${passwords[0]})` : "  Demo accounts";
  return [heading, ...accounts.map(one)];
}
