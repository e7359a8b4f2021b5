import { afterEach, describe, expect, it } from "vitest";
import { composeMail } from "#app/i18n/mail.server.ts";
import { languages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate.ts";
import { isOffered, noteOffered, offered, offeredLanguage } from "#app/i18n/offered-languages.ts";

afterEach(() => noteOffered({ languages, defaultLanguage: "en" }));

describe("the languages that a site offers", () => {
  it("are all of them until somebody says otherwise", () => {
    expect(offered()).toEqual({ languages, defaultLanguage: "en" });
    expect(negotiateLanguage({ asked: "ar", setting: "fr" })).toBe("ar");
    expect(negotiateLanguage({ setting: "fr", cookie: "ar" })).toBe("fr");
    expect(negotiateLanguage({ cookie: "ar", acceptLanguage: "fr" })).toBe("ar");
    expect(negotiateLanguage({ acceptLanguage: "sw, fr;q=0.5" })).toBe("fr");
  });

  it("alone are negotiated", () => {
    noteOffered({ languages: ["fr", "en"], defaultLanguage: "fr" });
    expect([isOffered("ar"), offeredLanguage("ar"), offeredLanguage("en")]).toEqual([false, "fr", "en"]);
    // An address in a language that is not offered is the page all the same, in the one that the person has.
    expect(negotiateLanguage({ asked: "ar", setting: "en" })).toBe("en");
    expect(negotiateLanguage({ asked: "ar" })).toBe("fr");
    // Whoever had chosen it gets the default, whatever their browser would like: their mails are in that, too.
    expect(negotiateLanguage({ setting: "ar", cookie: "en", acceptLanguage: "en" })).toBe("fr");
    expect(negotiateLanguage({ cookie: "ar", acceptLanguage: "en" })).toBe("en");
    expect(negotiateLanguage({ acceptLanguage: "ar" })).toBe("fr");
  });

  it("are those of mails", () => {
    noteOffered({ languages: ["fr"], defaultLanguage: "fr" });
    const mail = composeMail("ar", "mail.reset", { values: { name: "Awa" } });
    expect(mail.headers["Content-Language"]).toBe("fr");
    expect(mail.html).toContain('dir="ltr"');
    expect(mail.subject).toBe(composeMail("fr", "mail.reset", { values: { name: "Awa" } }).subject);
  });
});
