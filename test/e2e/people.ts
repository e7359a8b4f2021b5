import { expect } from "vitest";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Mailbox } from "#test/helpers/mailbox.ts";
import type { RunningApp } from "#test/setup/app.ts";

const password = "a sentence for a password";

/** Somebody in front of a browser. */
export type Somebody = { page: Page; context: BrowserContext; name: string; email: string; language: string };

/** Opens a browser for somebody who is not signed in. */
export async function arrive(
  browser: Browser,
  who: { name: string; email: string; language: string },
  options: BrowserContextOptions = {},
): Promise<Somebody> {
  const context = await browser.newContext({
    locale: who.language,
    viewport: { width: 1000, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { ...who, context, page };
}

/** Signs up, opens the link of the confirmation mail and presses its button. */
export async function join(app: RunningApp, mailbox: Mailbox, somebody: Somebody, country: string): Promise<void> {
  await somebody.page.goto(`${app.url}/join`);
  await fillInJoining(somebody, country);
  await somebody.page.waitForURL(/\/me$/);
  await confirm(mailbox, somebody);
}

/** Fills in the form of the page that signs up, and sends it. */
export async function fillInJoining({ page, name, email, language }: Somebody, country: string): Promise<void> {
  await page.fill("[name=name]", name);
  await page.fill("[name=email]", email);
  await page.fill("[name=password]", password);
  await page.selectOption("[name=country]", country);
  await page.selectOption("[name=language]", language);
  await page.click("form[action^='/join'] button");
}

/** Opens the link of the confirmation mail and presses its button. */
export async function confirm(mailbox: Mailbox, { page, email }: Somebody): Promise<void> {
  const mail = await mailbox.find(email, /./);
  const link = /https?:\/\/\S+\/confirm\?token=[\w-]+/.exec(mail.text ?? "")?.[0];
  expect(link, "the confirmation link").toBeDefined();
  await page.goto(link!);
  await page.click("form[action='/confirm'] button");
  await page.waitForURL(/\/me$/);
}

/** Signs in with a password. */
export async function signIn(app: RunningApp, { page, email }: Somebody, secret = password) {
  await page.goto(`${app.url}/login`);
  await page.fill("[name=email]", email);
  await page.fill("[name=password]", secret);
  await page.click("form[action^='/login'] button");
  await page.waitForURL(/\/me$/);
}
