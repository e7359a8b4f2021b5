import type { Page } from "playwright-core";
import { expect } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import { shownResponse } from "#app/modules/learning/questions/responses.ts";
import type { Visitor } from "#test/helpers/visitor.ts";
import { course, go, made, press } from "./cohort-course.ts";

export const names = ["Awa", "Binta", "Chen", "Dina", "Emre"];
export const here = `/courses/${course}`;

/** The questions of the quiz in order, each with a response in the values of a page. Emre alone chooses "Data". */
async function answersOf(name: string) {
  const slots = await db().quizSlot.findMany({
    where: { unit: { slug: "check" } },
    orderBy: { position: "asc" },
    select: {
      question: { select: { versions: { orderBy: { number: "desc" }, take: 1, select: { translations: true } } } },
    },
  });
  return slots.map(({ question }) => {
    const own = (question!.versions[0]!.translations as unknown as Record<string, Question>).en!;
    const { right } = made.find((one) => one.question.kind === own.kind)!;
    const response = own.kind === "single" && name === "Emre" ? ["1"] : right;
    return { kind: own.kind, values: shownResponse(own, response) };
  });
}

export async function learnInABrowser(page: Page, name: string) {
  await go(page, `${here}/reading`);
  await press(page, "form[action$='/complete'] button");
  await go(page, `${here}/check/attempt`);
  await press(page, "button[name=intent][value=start]");
  for (const [at, { values }] of (await answersOf(name)).entries()) {
    const field = page.locator(`[name=q${at + 1}]`);
    const type = await field.first().evaluate((one: HTMLInputElement) => one.type);
    if (type === "radio" || type === "checkbox") {
      for (const value of values) await page.check(`[name=q${at + 1}][value="${value}"]`);
      continue;
    }
    for (const [position, value] of values.entries()) {
      const one = field.nth(position);
      if ((await one.evaluate((node) => node.tagName)) === "SELECT") await one.selectOption(value, { force: true });
      else await one.fill(value);
    }
  }
  await page.click("button[name=intent][value=submit]");
  await page.waitForURL(/\/attempts\/1$/);
  await go(page, `${here}/plan/submission`);
  await page.fill("[name=body]", `The plan of ${name}.`);
  await press(page, "button[value=check]");
  await press(page, "button[value=submit]");
  await go(page, `${here}/opinion/survey`);
  await page.fill("[name=s1]", "More time.");
  await press(page, "form[method=post].form button");
}

async function ok(answer: Promise<{ status: number; body: string; location: string | null }>) {
  const { status, body } = await answer;
  expect(status, body.replace(/<[^>]+>/g, " ").slice(0, 3000)).toBe(303);
}

export async function learnPlainly(visitor: Visitor, at: number) {
  await ok(visitor.post(`${here}/reading/complete`));
  await ok(visitor.post(`${here}/check/attempt`, { intent: "start" }));
  const answers = await answersOf(names[at + 2]!);
  const fields = Object.fromEntries(answers.map(({ values }, index) => [`q${index + 1}`, values]));
  await ok(visitor.post(`${here}/check/attempt`, { intent: "submit", version: "0", attempt: "1", ...fields }));
  await ok(visitor.post(`${here}/opinion/survey`, { s1: "Nothing." }));
  if (at < 2) await handInPlainly(visitor, `The plan of ${names[at + 2]}.`);
}

/** Sends the form of a submission, as a browser without JavaScript does. */
export function sendWork(visitor: Visitor, fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return visitor.send("POST", `${here}/plan/submission`, { body: form, headers: { Origin: visitor.app.url } });
}

export async function handInPlainly(visitor: Visitor, body: string) {
  await ok(sendWork(visitor, { intent: "check", version: "0", body, language: "en" }));
  const page = await visitor.get(`${here}/plan/submission?check=1`);
  await ok(sendWork(visitor, { intent: "submit", version: /name="version" value="(\d+)"/.exec(page.body)![1]! }));
}

export async function reviewInABrowser(page: Page) {
  await go(page, `${here}/plan/reviews`);
  await page.click("main a[href*='/plan/reviews/']");
  await press(page, "button[value=begin]");
  const keys = await page.locator("input[type=radio][value='5']").all();
  expect(keys).toHaveLength(2);
  for (const one of keys) await one.check();
  await page.fill("[name=comment]", "Clear, and one can begin.");
  await press(page, "button[value=give]");
}

export async function reviewPlainly(visitor: Visitor, { id: reviewerId }: Actor) {
  const open = await db().peerReview.findMany({ where: { reviewerId, state: { in: ["allocated", "begun"] } } });
  for (const { id } of open) {
    const path = `${here}/plan/reviews/${id}`;
    await ok(visitor.post(path, { intent: "begin" }));
    const { body } = await visitor.get(path);
    const keys = [...new Set([...body.matchAll(/name="points-([a-z0-9-]+)"/g)].map(([, key]) => key!))];
    const points = Object.fromEntries(keys.map((key) => [`points-${key}`, "5"]));
    const version = /name="version" value="(\d+)"/.exec(body)![1]!;
    await ok(visitor.post(path, { intent: "give", version, comment: "A good plan.", ...points }));
  }
}
