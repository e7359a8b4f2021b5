import { describe, expect, it } from "vitest";
import { commonPasswords, isCommonPassword } from "./common-passwords.ts";

describe("commonPasswords", () => {
  it("holds about a thousand passwords of ten characters or more, in lower case", () => {
    expect(commonPasswords.size).toBeGreaterThan(1000);
    for (const password of commonPasswords) {
      expect([...password].length, password).toBeGreaterThanOrEqual(10);
      expect(password).toBe(password.normalize("NFKC").toLowerCase());
    }
  });

  it.each(["1234567890", "password123", "qwertyuiop", "iloveyou123", "motdepasse", "contraseña", "bismillah1"])(
    "knows %s",
    (password) => {
      expect(commonPasswords.has(password)).toBe(true);
    },
  );
});

describe("isCommonPassword", () => {
  it("refuses each password of the list, also in capitals and with spaces around it", () => {
    for (const password of commonPasswords)
      for (const variant of [password, password.toUpperCase(), ` ${password} `])
        expect(isCommonPassword(variant), variant).toBe(true);
  });

  it.each([
    ["a known word with another year", "Password2031!"],
    ["digits and signs at both ends", "#1Password99!!"],
    ["a long run of digits after the word", "password1234567890"],
    ["a sign repeated after the word", "password!!!!!!!!!!"],
    ["signs that stand for letters", "P@$$w0rd2026"],
    ["either reading of the digit 1", "w3lc0me2026"],
    ["spaces", "i love you forever"],
    ["full-width characters", "ｐａｓｓｗｏｒｄ１２３"],
    ["a common word twice", "passwordpassword"],
    ["a name with a year", "Christopher1987"],
    ["French", "JeTaime2027"],
    ["Spanish", "teamomucho99"],
    ["Arabic in Latin letters", "InshAllah2026"],
    ["the platform's own words", "Crossroads2026!"],
  ])("refuses %s: %s", (_what, password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each(["zzzzzzzzzzzz", "ababababab", "xyzxyzxyzxyz", "1212121212", "🙂🙂🙂🙂🙂🙂", "!!!!!!!!!!", "مممممممممم"])(
    "refuses what is only repeated: %s",
    (password) => {
      expect(isCommonPassword(password)).toBe(true);
    },
  );

  it.each([
    "abcdefghijkl",
    "zyxwvutsrqpo",
    "23456789012",
    "98765432109",
    "dfghjklzxcv",
    "poiuytreza",
    "987654321q",
    "x1111111111",
    "1234567890-!",
    "QwErTyUiOp!",
    "фывапролджэ",
    "ضصثقفغعهخح",
  ])("refuses a sequence: %s", (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    "correct horse paper clip",
    "T7#kq-Lm2x!v",
    "la lune mange des mirabelles",
    "siete guitarras verdes",
    "зелёный трамвай на крыше",
    "قهوة بعد المطر دائما",
    "雨后的图书馆很安静没有人",
    "paris!2x4k9q",
    "maria8392017465",
    "7391850264",
    "Wassertropfen am Fenster",
  ])("accepts %s", (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  it("copes with an empty and with a very long password", () => {
    expect(isCommonPassword("")).toBe(true);
    expect(isCommonPassword(`blue kite ${"01".repeat(25_000)} b`)).toBe(false);
  });
});
