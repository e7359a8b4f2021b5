import { connect } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { logger } from "#app/infra/logger.server.ts";
import { db } from "#app/infra/db.server.ts";
import { keepMail } from "#app/infra/mail-kept.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp(() => seedRoadmap(db()));

describe("every answer", () => {
  it("carries the security headers, a request id and its language", async () => {
    const { headers, body } = await new Visitor(app).get("/roadmap", { "Accept-Language": "fr-CA,fr;q=0.8" });
    const policy = headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{8,}$/);
    expect(headers.get("content-language")).toBe("fr");
    expect(headers.get("vary")).toMatch(/Cookie.*Accept-Language/);
    expect(headers.get("x-powered-by")).toBeNull();
    expect(body).toContain('<html lang="fr" dir="ltr">');
  });

  it("has no inline script, no inline style and nothing from elsewhere", async () => {
    for (const path of ["/", "/roadmap", "/roadmap/1.1", "/login", "/join", "/about", "/privacy"]) {
      const { body } = await new Visitor(app).get(path);
      expect(body.match(/<script(?![^>]*src=)/g), path).toBeNull();
      expect(body, path).not.toMatch(/ style="| on[a-z]+="/);
      // Its own address stands there whole, for search engines.
      const whole = [...body.matchAll(/(?:src|href)="(https?:[^"]*)"/g)].map(([, href]) => href!);
      expect(
        whole.filter((href) => !href.startsWith(`${app.url}/`)),
        path,
      ).toEqual([]);
    }
  });

  it("is 304 for a page that the browser holds already", async () => {
    const visitor = new Visitor(app);
    const etag = (await visitor.get("/roadmap/1.1")).headers.get("etag")!;
    for (let round = 0; round < 2; round++) {
      const again = await visitor.get("/roadmap/1.1", { "If-None-Match": etag });
      expect(again).toMatchObject({ status: 304, body: "" });
    }
    const member = await signedIn(app, await makeUser());
    const own = (await member.get("/roadmap/1.1")).headers.get("etag")!;
    expect((await member.get("/roadmap/1.1", { "If-None-Match": own })).status).toBe(304);
  });

  it("is for the person alone once there is one, and shared among guests", async () => {
    expect((await new Visitor(app).get("/roadmap")).headers.get("cache-control")).toMatch(/^public/);
    const member = await signedIn(app, await makeUser({ name: "Only Mine" }));
    const own = await member.get("/roadmap");
    expect(own.headers.get("cache-control")).toMatch(/^private/);
    expect(own.body).toContain("Only Mine");
    expect((await new Visitor(app).get("/roadmap")).body).not.toContain("Only Mine");
  });
});

describe("the language", () => {
  it("of an account changes by a button, never by a link or a picture", async () => {
    const member = await makeUser({ language: "fr" });
    const visitor = await signedIn(app, member);
    const stored = async () => (await db().user.findUniqueOrThrow({ where: { id: member.id } })).language;
    const asked = await visitor.get("/about?lang=ar");
    expect(asked.body).toContain('<html lang="ar" dir="rtl"');
    expect(await stored()).toBe("fr");
    expect((await visitor.get("/about")).body).toContain('<html lang="fr" dir="ltr"');
    const picture = await new Visitor(app).get("/about?lang=ar", { "Sec-Fetch-Dest": "image" });
    expect(picture.headers.getSetCookie().filter((cookie) => cookie.startsWith("lang="))).toEqual([]);
    expect(asked.body).toContain('action="/me/settings/language"');
    const answer = await visitor.post("/me/settings/language", { language: "ar", next: "/about?lang=fr&a=1" });
    expect(answer).toMatchObject({ status: 303, location: "/about?a=1" });
    expect(await stored()).toBe("ar");
    for (const next of ["https://evil.example/", "//evil.example"]) {
      expect((await visitor.post("/me/settings/language", { language: "en", next })).location).toBe("/me");
    }
    expect((await visitor.post("/me/settings/language", { language: "xx" })).status).toBe(400);
  });

  it("is switched by ?lang=, remembered, and kept out of the guests' cache", async () => {
    const visitor = new Visitor(app);
    expect((await visitor.get("/about?lang=ar")).body).toContain('<html lang="ar" dir="rtl">');
    expect((await visitor.get("/about", { "Accept-Language": "en" })).body).toContain('lang="ar"');
    expect((await new Visitor(app).get("/about")).body).toContain('<html lang="en"');
  });

  it("follows the person's setting before the cookie", async () => {
    const person = await makeUser({ language: "fr" });
    const visitor = await signedIn(app, person);
    visitor.cookies.set("lang", "ar");
    expect((await visitor.get("/about")).body).toContain('<html lang="fr"');
  });

  it.each(["%00", "xx", "../../etc", "en;q=zz", "a".repeat(3000)])("is English for a wish like %j", async (wish) => {
    const answer = await new Visitor(app).get(`/about?lang=${encodeURIComponent(wish)}`, {
      "Accept-Language": "xx-!!,*;q=0.1",
    });
    expect(answer.body).toContain('<html lang="en"');
  });
});

describe("a state change", () => {
  it("is refused from another site, whatever says so", async () => {
    const visitor = await signedIn(app, await makeUser());
    for (const headers of [{ Origin: "https://evil.example" }, { Origin: "null" }, { Origin: "" }])
      expect((await visitor.post("/logout", {}, headers)).status).toBe(403);
    const { status } = await visitor.send("POST", "/logout", { headers: { "Sec-Fetch-Site": "cross-site" } });
    expect(status).toBe(403);
    expect((await visitor.get("/me")).status).toBe(200);
  });

  it("is taken from our own pages and from programs that are no browser", async () => {
    const visitor = await signedIn(app, await makeUser());
    const body = new URLSearchParams();
    expect((await visitor.send("POST", "/logout", { body })).status).toBe(303);
    expect((await visitor.get("/me")).location).toBe("/login?next=%2Fme");
  });

  it("is refused when its body is too large or of unknown length", async () => {
    const visitor = new Visitor(app);
    expect((await visitor.post("/login", { email: "x".repeat(600_000) })).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("email=a"));
        controller.close();
      },
    });
    const init = { body: stream, duplex: "half", headers: { Origin: app.url } } as RequestInit & {
      headers: Record<string, string>;
    };
    expect((await visitor.send("POST", "/login", init)).status).toBe(411);
  });
});

describe("signing up, in and out", () => {
  const person = {
    name: "Awa Ndiaye",
    email: "awa@example.org",
    password: "correct horse battery",
    country: "SN",
    language: "fr",
  };

  it("works with a plain form, in the chosen language, and back to where one came from", async () => {
    const visitor = new Visitor(app);
    const answer = await visitor.post("/join?next=%2Froadmap%2F1.2", person);
    expect(answer).toMatchObject({ status: 303, location: "/roadmap/1.2" });
    const page = await visitor.follow(answer);
    expect(page.body).toContain('<html lang="fr"');
    expect(page.body).toContain("Bienvenue");
    expect((await visitor.get("/me")).body).not.toContain("notice-success");
    await visitor.post("/logout");
    expect((await visitor.post("/login", { email: person.email, password: person.password })).location).toBe("/me");
  });

  it("gives a refused form back filled in, with the sentence beside the field and never the password", async () => {
    const visitor = new Visitor(app, { "Accept-Language": "fr" });
    const { status, body } = await visitor.post("/join", {
      ...person,
      email: "nonsense",
      country: "XX",
      name: 'A"<b>',
    });
    expect(status).toBe(400);
    expect(body).toContain('aria-describedby="email-hint email-error"');
    expect(body).toContain('id="country-error"');
    expect(body).toContain('value="A&quot;&lt;b&gt;"');
    expect(body).not.toContain(person.password);
    const fetched = await visitor.post("/join", { ...person, email: "nonsense" }, { "Sec-Fetch-Dest": "empty" });
    expect(fetched.status).toBe(422);
  });

  it.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/%0d%0aSet-Cookie:x"])(
    "never leads to %s",
    async (next) => {
      const user = await makeUser();
      const path = `/login?next=${encodeURIComponent(next)}`;
      const { location } = await new Visitor(app).post(path, { email: user.email, password: testPassword });
      expect(new URL(location!, app.url).origin).toBe(new URL(app.url).origin);
    },
  );

  it("keeps what was typed through signing in, once, and drops it when it was sent", async () => {
    const user = await makeUser();
    const visitor = new Visitor(app);
    const typed = {
      name: "Typed before",
      country: "SN",
      language: "en",
      zone: "Africa/Dakar",
      institution: "Ministry",
    };
    const answer = await visitor.post("/me/settings/profile", typed);
    expect(answer.location).toBe("/login?next=%2Fme%2Fsettings%2Fprofile");
    const back = await visitor.post(answer.location!, { email: user.email, password: testPassword });
    const page = await visitor.follow(back);
    expect(page.body).toContain('value="Typed before"');
    expect(page.body).toContain('value="Ministry"');
    await visitor.post("/me/settings/profile", typed);
    expect((await visitor.get("/me/settings/profile")).body).not.toContain("What you typed is filled in");
    expect(visitor.cookies.has("kept")).toBe(false);
  });

  it("shows the sessions and ends the others", async () => {
    const user = await makeUser();
    const [here, elsewhere] = [await signedIn(app, user), await signedIn(app, user)];
    await here.post("/me/settings/security", { intent: "revoke_others" });
    expect((await elsewhere.get("/me")).status).toBe(302);
    expect((await here.get("/me")).status).toBe(200);
  });
});

describe("pages that are not there", () => {
  it.each(["/nowhere", "/roadmap/9.9", "/people/nobody", "/wp-login.php", "/%F0%9F%98%80", "/roadmap/1.1/more"])(
    "%s answers 404 with a page",
    async (path) => {
      const { status, body, headers } = await new Visitor(app).get(path);
      expect(status).toBe(404);
      expect(body).toContain("</html>");
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it("refuses strange methods and broken addresses without falling over", async () => {
    const visitor = new Visitor(app);
    for (const method of ["DELETE", "PUT", "PATCH"])
      expect((await visitor.send(method, "/about", { headers: { Origin: app.url } })).status).toBeGreaterThanOrEqual(
        400,
      );
    for (const broken of ["/%E0%A4%A", "/courses/x%00y", "/forum/1.1?before=%00", "/people/%00"])
      expect((await visitor.get(broken)).status, broken).toBe(400);
    expect((await visitor.get("/about")).status).toBe(200);
  });
});

describe("strange requests", () => {
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const { port, host } = new URL(app.url);
      const socket = connect(Number(port), "127.0.0.1");
      let heard = "";
      socket.on("data", (data) => (heard += data.toString()));
      socket.on("end", () => resolve(heard));
      socket.on("error", reject);
      socket.write(`${text.replace("HOST", host)}\r\nConnection: close\r\n\r\n`);
    });

  it.each(["TRACE", "PROPFIND", "LOCK", "REPORT"])("%s is a method that no page has", async (method) => {
    const answer = await raw(`${method} /about HTTP/1.1\r\nHost: HOST`);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toContain("Allow: GET, HEAD, POST");
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("a cookie named %s is no fault", async (name) => {
    for (const value of ["1", "", '"', "%", "a; __proto__=b", "{}"]) {
      const { status } = await new Visitor(app).get("/login", { Cookie: `${name}=${value}; lang=fr` });
      expect([value, status]).toEqual([value, 200]);
    }
  });

  it("for addresses that lead nowhere are no error in the log", async () => {
    const errors = vi.spyOn(logger(), "error");
    for (const path of ["/nowhere", "/wp-login.php", "/topics/99999", "/nowhere.data", "/assets/gone.js"]) {
      expect((await new Visitor(app).get(path)).status, path).toBe(404);
    }
    expect(errors.mock.calls).toEqual([]);
    errors.mockRestore();
  });

  it.each([
    ["X-Forwarded-For", "127.0.0.1"],
    ["Forwarded", "for=127.0.0.1"],
    ["X-Real-IP", "::1"],
    ["Via", "1.1 x"],
  ])("with %s do not come from this machine", async (name, value) => {
    const visitor = new Visitor(app);
    expect((await visitor.get("/metrics")).status).toBe(200);
    expect((await visitor.get("/dev/mail")).status).toBe(200);
    expect((await visitor.get("/metrics", { [name]: value })).status).toBe(403);
    expect((await visitor.get("/dev/mail", { [name]: value })).status).toBe(404);
  });

  it("for the parts of a kept message are files, and 404 for what it has not", async () => {
    const attachments = [{ filename: "invitation 1.ics", content: "BEGIN:VCALENDAR", contentType: "text/calendar" }];
    const message = {
      from: "a@example.org",
      to: "b@example.org",
      subject: "Parts",
      text: "Hello",
      html: "<p>Hello</p>",
    };
    await keepMail({ ...message, messageId: "<parts@example.org>", attachments }, new Date());
    const visitor = new Visitor(app);
    const [, path] = /href="(\/dev\/mail\/[^"]+)">(?:<[^>]+>)*Parts/.exec((await visitor.get("/dev/mail")).body)!;
    const [html, attached] = [...(await visitor.get(path!)).body.matchAll(/href="([^"]+\/parts\/[^"]+)"/g)].map(
      ([, part]) => part!,
    );
    const first = await visitor.get(html!);
    expect(first).toMatchObject({ status: 200, body: expect.stringContaining("<p>Hello</p>") as string });
    expect(first.headers.get("content-disposition")).toBe('attachment; filename="message.html"');
    const second = await visitor.get(attached!);
    expect(second).toMatchObject({ status: 200, body: "BEGIN:VCALENDAR" });
    expect(second.headers.get("content-disposition")).toBe('attachment; filename="invitation_1.ics"');
    for (const part of ["1", "-1", "text"]) expect((await visitor.get(`${path}/parts/${part}`)).status).toBe(404);
    expect((await visitor.get(html!, { Via: "1.1 x" })).status).toBe(404);
  });

  it("to a name that was made to lead here see no mail", async () => {
    expect(await raw("GET /dev/mail HTTP/1.1\r\nHost: evil.example")).toMatch(/^HTTP\/1\.1 404 /);
    expect(await raw("GET /dev/mail HTTP/1.1\r\nHost: HOST")).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("to join by somebody who is signed in make no second account", async () => {
    const member = await signedIn(app, await makeUser());
    const email = "second@example.org";
    const fields = { name: "A", email, password: "correct horse battery", country: "SN", language: "en" };
    expect(await member.post("/join", fields)).toMatchObject({ status: 303, location: "/me" });
    expect(await db().user.count({ where: { email } })).toBe(0);
  });
});

describe("health", () => {
  it("says live, ready and measured", async () => {
    const visitor = new Visitor(app);
    expect((await visitor.get("/health/live")).status).toBe(200);
    expect(JSON.parse((await visitor.get("/health/ready")).body)).toEqual({ status: "ready", failed: [] });
    expect((await visitor.get("/metrics")).body).toContain("http_request_seconds_bucket");
  });
});
