import { expect, it } from "vitest";
import { signInReason } from "#app/routes/accounts/sign-in-reason.ts";

it.each([
  ["/me", null],
  ["/", null],
  ["/forum/1.2/new", "accounts.login.why.topic"],
  ["/topics/12/some-topic?at=3", "accounts.login.why.reply"],
  ["/forum/1.2", "accounts.login.why.reply"],
  ["/courses/a-course/first-lesson", "accounts.login.why.unit"],
  ["/courses/a-course/enrol", "accounts.login.why.enrol"],
  ["/courses/a-course", "accounts.login.why.enrol"],
  ["/webinars/3/room", "accounts.login.why.webinar"],
  ["/teach/a-course/grades", "accounts.login.why.staff"],
  ["/admin", "accounts.login.why.staff"],
  ["/me/notifications", "accounts.login.why.page"],
])("signing in on the way to %s", (next, key) => {
  expect(signInReason(next)).toBe(key);
});
