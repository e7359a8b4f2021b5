import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { request as ask } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { freePort } from "#server/boot/system/processes.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { findProgram, programs } from "#test/setup/programs.mjs";

useDatabase();
const app = useApp();
const nginx = findProgram(...programs.nginx.names);
let email = "";
let publicUrl = "";
let port = 0;

// A site behind a proxy: people see another name and another port than the process listens on.
beforeAll(async () => {
  port = await freePort();
  publicUrl = process.env.PUBLIC_URL = `http://site.localhost:${port}`;
  forgetSingleton("env");
  email = (await makeUser()).email;
});

type Sent = { origin?: string; host?: string; to?: number };

/** Signs in as a browser does whose page came from `origin`, and gives the status and where it leads. */
function signIn({ origin = publicUrl, host = new URL(publicUrl).host, to = port }: Sent): Promise<[number, string]> {
  const body = new URLSearchParams({ email, password: testPassword }).toString();
  return new Promise((resolve, reject) => {
    const headers = { Host: host, Origin: origin, "Content-Type": "application/x-www-form-urlencoded" };
    const options = { port: to, host: "127.0.0.1", path: "/login", method: "POST", headers };
    const sent = ask(options, (answer) => {
      answer.resume();
      resolve([answer.statusCode ?? 0, answer.headers.location ?? ""]);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function openSocket(to: number, origin: string): Promise<string> {
  const socket = io(`http://127.0.0.1:${to}`, {
    transports: ["websocket"],
    extraHeaders: { Origin: origin },
    reconnection: false,
  });
  return new Promise((resolve) => {
    socket.once("connect", () => resolve("open"));
    socket.once("connect_error", () => resolve("refused"));
  }).finally(() => socket.disconnect()) as Promise<string>;
}

describe("a proxy that passes on another Host", () => {
  const own = () => Number(new URL(app.url).port);

  it.each(["127.0.0.1", "site.localhost", "backend:3000", "[", ""])(
    "%j: forms and sockets of the site work",
    async (host) => {
      // What is no name at all, Node itself refuses or we answer; it is never a fault of ours.
      expect(await signIn({ host, to: own() })).toEqual([303, "/me"]);
    },
  );

  it("forms and sockets of another site are refused", async () => {
    expect(await signIn({ origin: "https://evil.example", to: own() })).toEqual([403, ""]);
    expect(await signIn({ origin: "http://site.localhost", host: "site.localhost:1", to: own() })).toEqual([403, ""]);
    expect(await openSocket(own(), "https://evil.example")).toBe("refused");
    expect(await openSocket(own(), publicUrl)).toBe("open");
  });
});

describe.skipIf(!nginx)("the nginx file of docs/operations.md", () => {
  let server: ChildProcess;

  beforeAll(async () => {
    const documented = /```\n(location \/ \{[^`]*\})\n```/.exec(readFileSync("docs/operations.md", "utf8"))?.[1] ?? "";
    const map = /`(map \$http_upgrade [^`]*)`/.exec(readFileSync("docs/operations.md", "utf8"))?.[1] ?? "";
    if (!documented || !map) throw new Error("The page has no nginx file that this test could find.");
    const folder = mkdtempSync(path.join(tmpdir(), "crossroads-nginx-"));
    const here = documented.replace("http://127.0.0.1:3000", app.url.replace("localhost", "127.0.0.1"));
    const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    writeFileSync(
      path.join(folder, "nginx.conf"),
      `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
       http { access_log off; ${paths.join(" ")} ${map}
         server { listen 127.0.0.1:${port}; server_name site.localhost; ${here} } }`,
    );
    server = spawn(nginx!, ["-p", folder, "-e", `${folder}/error.log`, "-c", `${folder}/nginx.conf`], {
      stdio: "ignore",
    });
    await vi.waitFor(() => reaches(port), { timeout: 10_000 });
  }, 20_000);

  afterAll(() => void server?.kill());

  it("with a port in the public address takes forms and sockets of the site, and none of another", async () => {
    expect(await signIn({})).toEqual([303, "/me"]);
    expect(await signIn({ origin: "https://evil.example" })).toEqual([403, ""]);
    expect(await openSocket(port, publicUrl)).toBe("open");
    expect(await openSocket(port, "https://evil.example")).toBe("refused");
  });

  it("shows nobody the kept mail and the figures, though it asks from this machine", async () => {
    for (const [place, status] of [
      ["/dev/mail", 404],
      ["/metrics", 403],
      ["/about", 200],
    ] as const) {
      const answer = await fetch(`http://127.0.0.1:${port}${place}`);
      expect([place, answer.status]).toEqual([place, status]);
    }
  });
});

function reaches(to: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(to, "127.0.0.1", () => (socket.destroy(), resolve()));
    socket.once("error", reject);
  });
}
