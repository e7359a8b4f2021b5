import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { oneGradePath, staffAttempt, staffQuiz } from "#test/helpers/page-types.ts";
import { courseSlug, makeWorld, type World } from "#test/helpers/world.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
let world: World;
let stranger: Actor;
const app = useApp(async () => {
  world = await makeWorld();
  stranger = await makeUser();
});

const viewers = ["guest", "stranger", "trainer", "administrator", "suspended"] as const;
/** "in" = led to signing in (or 401 where a program asks); a number = that status. */
type Expected = number | "in";
type Row = [route: string, method: "GET" | "POST", path: (world: World) => string, expected: Expected[]];

const unit = (w: World) => w.lesson;
const unitSettings = (w: World) => `/teach/${courseSlug}/content/${w.lesson.split("/").at(-1)}/settings`;
const room = (w: World) => `/webinars/${w.webinarId}`;
const topic = (w: World) => w.topic.split("/").slice(0, 3).join("/");
const teach = (section: string) => `/teach/${courseSlug}/${section}`;
const same = (expected: Expected): Expected[] => viewers.map(() => expected);
const review = (w: World) => `${w.assignment}/reviews/${w.reviewId}`;
const submissions = (w: World) => `${w.assignmentTeach}/plan/submissions`;
const marking = (w: World) => `${submissions(w)}/${w.submissionId}`;
const surveyBuilder = (w: World) => `${w.surveyTeach}/content/opinion/survey`;
const writing = (w: World) => `/teach/${courseSlug}/content/${w.lesson.split("/").at(-1)}`;
const regradeStatus = (w: World) => `${staffQuiz(w)}/regrade/${none}/status.json`;
const none = "00000000-0000-4000-8000-000000000000";

// Who gets what, in the order of `viewers`: guest, stranger (a member with nothing of their own), trainer, administrator,
// suspended. A POST is sent without fields: 400 means that they might have done it.
const table: Row[] = [
  ["/", "GET", () => "/", same(200)],
  ["join", "GET", () => "/join", [200, 303, 303, 303, 303]],
  ["join", "POST", () => "/join", [400, 303, 303, 303, 303]],
  ["login", "GET", () => "/login", [200, 303, 303, 303, 303]],
  ["login", "POST", () => "/login", [400, 303, 303, 303, 303]],
  ["logout", "GET", () => "/logout", same(303)],
  ["confirm", "GET", () => "/confirm", same(200)],
  ["confirm", "POST", () => "/confirm", same(400)],
  ["password/forgot", "GET", () => "/password/forgot", same(200)],
  ["password/forgot", "POST", () => "/password/forgot", same(400)],
  ["password/reset", "GET", () => "/password/reset", same(200)],
  ["password/reset", "POST", () => "/password/reset", same(400)],
  ["setup", "GET", () => "/setup", same(404)],
  ["setup", "POST", () => "/setup", same(400)],
  ["me", "GET", () => "/me", ["in", 200, 200, 200, 403]],
  ["me/settings", "GET", () => "/me/settings", same(303)],
  ["me/settings/profile", "GET", () => "/me/settings/profile", ["in", 200, 200, 200, 403]],
  ["me/settings/profile", "POST", () => "/me/settings/profile", ["in", 400, 400, 400, 400]],
  ["me/settings/email", "GET", () => "/me/settings/email", ["in", 200, 200, 200, 403]],
  ["me/settings/email", "POST", () => "/me/settings/email", ["in", 303, 303, 303, 403]],
  ["me/settings/security", "GET", () => "/me/settings/security", ["in", 200, 200, 200, 403]],
  ["me/settings/notifications", "GET", () => "/me/settings/notifications", ["in", 200, 200, 200, 403]],
  ["me/notifications", "GET", () => "/me/notifications", ["in", 200, 200, 200, 403]],
  ["me/notifications/:id", "GET", () => `/me/notifications/${none}`, ["in", 404, 404, 404, 403]],
  ["mail/unsubscribe/:token", "GET", () => "/mail/unsubscribe/unknown", same(404)],
  ["mail/unsubscribe/:token", "POST", () => "/mail/unsubscribe/unknown", same(404)],
  ["people/:handle", "GET", (w) => `/people/${w.member.handle}`, same(200)],
  ["roadmap", "GET", () => "/roadmap", same(200)],
  ["roadmap/:code", "GET", () => "/roadmap/1.1", same(200)],
  ["courses", "GET", () => "/courses", same(200)],
  ["courses/:slug", "GET", () => `/courses/${courseSlug}`, same(200)],
  ["courses/:slug/enrol", "POST", () => `/courses/${courseSlug}/enrol`, ["in", 303, 303, 303, 403]],
  ["courses/:slug/:unit", "GET", unit, same(200)],
  ["courses/:slug/:unit/complete", "POST", (w) => `${unit(w)}/complete`, ["in", 303, 303, 303, 403]],
  ["courses/:slug/:unit/attempt", "GET", (w) => `${w.quiz}/attempt`, ["in", 200, 200, 200, 403]],
  ["courses/:slug/:unit/attempt", "POST", (w) => `${w.quiz}/attempt`, ["in", 303, 303, 303, 403]],
  ["courses/:slug/:unit/attempt.json", "POST", (w) => `${w.quiz}/attempt.json`, ["in", 200, 200, 200, 403]],
  ["courses/:slug/:unit/attempts/:number", "GET", (w) => `${w.quiz}/attempts/9`, ["in", 404, 404, 404, 404]],
  ["courses/:slug/files/:name", "GET", (w) => w.courseFile, same(200)],
  ["teach", "GET", () => "/teach", ["in", 200, 200, 200, 403]],
  ["teach/:slug/questions/export", "GET", () => `/teach/${courseSlug}/questions/export`, ["in", 403, 200, 200, 403]],
  ["teach/:slug", "GET", () => `/teach/${courseSlug}`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/settings", "GET", () => `/teach/${courseSlug}/settings`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/settings", "POST", () => `/teach/${courseSlug}/settings`, ["in", 400, 400, 400, 400]],
  ["teach/:slug/export.zip", "GET", () => `/teach/${courseSlug}/export.zip`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/content/:unit/settings", "GET", (w) => unitSettings(w), ["in", 403, 200, 200, 403]],
  ["teach/:slug/content/:unit/settings", "POST", (w) => unitSettings(w), ["in", 400, 400, 400, 400]],
  ["courses/:slug/leave", "POST", () => `/courses/${courseSlug}/leave`, ["in", 303, 303, 303, 403]],
  ["invitations/:token", "GET", (w) => `/invitations/${w.invitation}`, same(200)],
  ["invitations/:token", "POST", (w) => `/invitations/${w.invitation}`, ["in", 403, 403, 403, 403]],
  ["teach/:slug/people", "GET", () => teach("people"), ["in", 403, 200, 200, 403]],
  ["teach/:slug/people", "POST", () => teach("people"), ["in", 400, 400, 400, 400]],
  ["teach/:slug/people/requests", "GET", () => teach("people/requests"), ["in", 403, 200, 200, 403]],
  ["teach/:slug/people/requests", "POST", () => teach("people/requests"), ["in", 400, 400, 400, 400]],
  ["teach/:slug/people/invitations", "GET", () => teach("people/invitations"), ["in", 403, 200, 200, 403]],
  ["teach/:slug/people/invitations", "POST", () => teach("people/invitations"), ["in", 400, 400, 400, 400]],
  ["teach/:slug/people/import", "GET", () => teach("people/import"), ["in", 403, 200, 200, 403]],
  ["teach/:slug/people/import", "POST", () => teach("people/import"), ["in", 403, 400, 400, 403]],
  ["teach/:slug/people/import/:run", "GET", (w) => teach(`people/import/${w.roster}`), ["in", 403, 200, 200, 403]],
  [
    "teach/:slug/people/import/:run/status.json",
    "GET",
    (w) => teach(`people/import/${w.roster}/status.json`),
    ["in", 403, 200, 200, 403],
  ],
  ["teach/:slug/people/entry", "GET", () => teach("people/entry"), ["in", 403, 200, 200, 403]],
  ["teach/:slug/people/entry", "POST", () => teach("people/entry"), ["in", 400, 400, 400, 400]],
  ["teach/:slug/cohorts", "GET", () => teach("cohorts"), ["in", 403, 200, 200, 403]],
  ["teach/:slug/cohorts/new", "GET", () => teach("cohorts/new"), ["in", 403, 200, 200, 403]],
  ["teach/:slug/cohorts/new", "POST", () => teach("cohorts/new"), ["in", 400, 400, 400, 400]],
  ["teach/:slug/cohorts/:cohort", "GET", (w) => teach(`cohorts/${w.cohort}`), ["in", 403, 200, 200, 403]],
  ["teach/:slug/cohorts/:cohort", "POST", (w) => teach(`cohorts/${w.cohort}`), ["in", 400, 400, 400, 400]],
  ["teach/:slug/cohorts/:cohort/edit", "GET", (w) => teach(`cohorts/${w.cohort}/edit`), ["in", 403, 200, 200, 403]],
  ["teach/:slug/cohorts/:cohort/edit", "POST", (w) => teach(`cohorts/${w.cohort}/edit`), ["in", 400, 400, 400, 400]],
  [
    "teach/:slug/cohorts/:cohort/archive",
    "POST",
    (w) => teach(`cohorts/${w.cohort}/archive`),
    ["in", 400, 400, 400, 400],
  ],
  ["teach/:slug/cohorts/:cohort/topic", "GET", (w) => teach(`cohorts/${w.cohort}/topic`), ["in", 403, 200, 200, 403]],
  ["teach/:slug/cohorts/:cohort/topic", "POST", (w) => teach(`cohorts/${w.cohort}/topic`), ["in", 400, 400, 400, 400]],
  ["teach/:slug/dates", "GET", () => teach("dates"), ["in", 403, 200, 200, 403]],
  ["teach/:slug/dates/:unit", "GET", (w) => teach(`dates/${w.lesson.split("/").at(-1)}`), ["in", 403, 200, 200, 403]],
  ["teach/:slug/dates/:unit", "POST", (w) => teach(`dates/${w.lesson.split("/").at(-1)}`), ["in", 400, 400, 400, 400]],
  ["teach/new", "GET", () => "/teach/new", ["in", 403, 200, 200, 403]],
  ["teach/new", "POST", () => "/teach/new", ["in", 400, 400, 400, 400]],
  ["teach/:slug/content", "GET", () => `/teach/${courseSlug}/content`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/content", "POST", () => `/teach/${courseSlug}/content`, ["in", 400, 400, 400, 400]],
  ["teach/:slug/content/:unit", "GET", writing, ["in", 403, 200, 200, 403]],
  ["teach/:slug/content/:unit", "POST", writing, ["in", 400, 400, 400, 400]],
  ["teach/:slug/content/:unit/draft.json", "GET", (w) => `${writing(w)}/draft.json`, same(303)],
  ["teach/:slug/content/:unit/draft.json", "POST", (w) => `${writing(w)}/draft.json`, ["in", 400, 400, 400, 400]],
  ["teach/:slug/content/:unit/preview.html", "GET", (w) => `${writing(w)}/preview.html`, same(303)],
  ["teach/:slug/content/:unit/preview.html", "POST", (w) => `${writing(w)}/preview.html`, same(400)],
  ["teach/:slug/content/:unit/files.json", "GET", (w) => `${writing(w)}/files.json`, same(303)],
  ["teach/:slug/content/:unit/files.json", "POST", (w) => `${writing(w)}/files.json`, ["in", 403, 400, 400, 403]],
  ["teach/:slug/content/:unit/preview", "GET", (w) => `${writing(w)}/preview`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/content/:unit/preview", "POST", (w) => `${writing(w)}/preview`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/content/:unit/history", "GET", (w) => `${writing(w)}/history`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/content/:unit/history", "POST", (w) => `${writing(w)}/history`, ["in", 400, 400, 400, 400]],
  ["courses/:slug/:unit/submission", "GET", (w) => `${w.assignment}/submission`, ["in", 200, 200, 200, 200]],
  ["courses/:slug/:unit/submission", "POST", (w) => `${w.assignment}/submission`, ["in", 303, 303, 303, 403]],
  ["courses/:slug/:unit/submission.json", "POST", (w) => `${w.assignment}/submission.json`, ["in", 400, 400, 400, 400]],
  [
    "courses/:slug/:unit/submission/files/:id",
    "GET",
    (w) => `${w.assignment}/submission/files/${none}`,
    ["in", 404, 404, 404, 403],
  ],
  ["courses/:slug/:unit/reviews", "GET", (w) => `${w.assignment}/reviews`, ["in", 200, 200, 200, 403]],
  ["courses/:slug/:unit/reviews/:id", "GET", review, ["in", 404, 404, 404, 403]],
  ["courses/:slug/:unit/reviews/:id", "POST", review, ["in", 400, 400, 400, 400]],
  ["courses/:slug/:unit/reviews/:id/draft.json", "POST", (w) => `${review(w)}/draft.json`, ["in", 400, 400, 400, 400]],
  ["teach/:slug/assignments", "GET", (w) => w.assignmentTeach, ["in", 403, 403, 200, 403]],
  ["teach/:slug/assignments/:unit", "GET", (w) => `${w.assignmentTeach}/plan`, ["in", 403, 403, 200, 403]],
  ["teach/:slug/assignments/:unit", "POST", (w) => `${w.assignmentTeach}/plan`, ["in", 400, 400, 400, 400]],
  ["teach/:slug/assignments/:unit/submissions", "GET", submissions, ["in", 403, 403, 200, 403]],
  ["teach/:slug/assignments/:unit/submissions", "POST", submissions, ["in", 403, 403, 303, 403]],
  ["teach/:slug/assignments/:unit/submissions/:id", "GET", marking, ["in", 403, 403, 200, 403]],
  ["teach/:slug/assignments/:unit/submissions/:id", "POST", marking, ["in", 400, 400, 400, 400]],
  ["courses/:slug/:unit/survey", "GET", (w) => `${w.survey}/survey`, ["in", 200, 200, 200, 200]],
  ["courses/:slug/:unit/survey", "POST", (w) => `${w.survey}/survey`, ["in", 400, 400, 400, 403]],
  ["courses/:slug/grades", "GET", () => `/courses/${courseSlug}/grades`, ["in", 200, 200, 200, 403]],
  ["teach/:slug/quizzes", "GET", () => `/teach/${courseSlug}/quizzes`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/quizzes/:unit", "GET", (w) => staffQuiz(w), ["in", 403, 200, 200, 403]],
  ["teach/:slug/quizzes/:unit/attempts/:attempt", "GET", (w) => staffAttempt(w), ["in", 403, 200, 200, 403]],
  ["teach/:slug/quizzes/:unit/attempts/:attempt", "POST", (w) => staffAttempt(w), ["in", 400, 400, 400, 400]],
  ["teach/:slug/quizzes/:unit/statistics", "GET", (w) => `${staffQuiz(w)}/statistics`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/quizzes/:unit/regrade", "GET", (w) => `${staffQuiz(w)}/regrade`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/quizzes/:unit/regrade", "POST", (w) => `${staffQuiz(w)}/regrade`, ["in", 400, 400, 400, 400]],
  [
    "teach/:slug/quizzes/:unit/regrade/:id",
    "GET",
    (w) => `${staffQuiz(w)}/regrade/${none}`,
    ["in", 403, 404, 404, 403],
  ],
  ["teach/:slug/quizzes/:unit/regrade/:id/status.json", "GET", regradeStatus, ["in", 403, 404, 404, 403]],
  ["teach/:slug/grades", "GET", () => `/teach/${courseSlug}/grades`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/grades/export.csv", "GET", () => `/teach/${courseSlug}/grades/export.csv`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/grades/:handle/:unit", "GET", oneGradePath, ["in", 403, 200, 200, 403]],
  ["teach/:slug/grades/:handle/:unit", "POST", oneGradePath, ["in", 400, 400, 400, 400]],
  ["teach/:slug/reports", "GET", () => `/teach/${courseSlug}/reports`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/surveys", "GET", (w) => `${w.surveyTeach}/surveys`, ["in", 403, 403, 200, 403]],
  ["teach/:slug/surveys/:unit", "GET", (w) => `${w.surveyTeach}/surveys/opinion`, ["in", 403, 403, 200, 403]],
  ["teach/:slug/content/:unit/survey", "GET", surveyBuilder, ["in", 403, 403, 200, 403]],
  ["teach/:slug/content/:unit/survey", "POST", surveyBuilder, ["in", 400, 400, 400, 400]],
  ["teach/:slug/questions", "GET", () => `/teach/${courseSlug}/questions`, ["in", 403, 200, 200, 403]],
  [
    "teach/:slug/questions/new",
    "GET",
    () => `/teach/${courseSlug}/questions/new?kind=single`,
    ["in", 403, 200, 200, 403],
  ],
  [
    "teach/:slug/questions/new",
    "POST",
    () => `/teach/${courseSlug}/questions/new?kind=single`,
    ["in", 403, 400, 400, 403],
  ],
  [
    "teach/:slug/questions/categories",
    "GET",
    () => `/teach/${courseSlug}/questions/categories`,
    ["in", 403, 200, 200, 403],
  ],
  [
    "teach/:slug/questions/categories",
    "POST",
    () => `/teach/${courseSlug}/questions/categories`,
    ["in", 400, 400, 400, 400],
  ],
  ["teach/:slug/questions/import", "GET", () => `/teach/${courseSlug}/questions/import`, ["in", 403, 200, 200, 403]],
  ["teach/:slug/questions/import", "POST", () => `/teach/${courseSlug}/questions/import`, ["in", 403, 400, 400, 403]],
  [
    "teach/:slug/questions/imports/:run",
    "GET",
    () => `/teach/${courseSlug}/questions/imports/${none}`,
    ["in", 403, 404, 404, 403],
  ],
  ["teach/:slug/questions/export", "GET", () => `/teach/${courseSlug}/questions/export`, ["in", 403, 200, 200, 403]],
  [
    "teach/:slug/questions/export/:format",
    "GET",
    () => `/teach/${courseSlug}/questions/export/gift`,
    ["in", 403, 200, 200, 403],
  ],
  ["teach/:slug/questions/:id", "GET", () => `/teach/${courseSlug}/questions/${none}`, ["in", 403, 404, 404, 403]],
  ["teach/:slug/questions/:id", "POST", () => `/teach/${courseSlug}/questions/${none}`, ["in", 403, 404, 404, 403]],
  [
    "teach/:slug/questions/:id/try",
    "GET",
    () => `/teach/${courseSlug}/questions/${none}/try`,
    ["in", 403, 404, 404, 403],
  ],
  [
    "teach/:slug/questions/:id/try",
    "POST",
    () => `/teach/${courseSlug}/questions/${none}/try`,
    ["in", 403, 404, 404, 403],
  ],
  [
    "teach/:slug/questions/:id/versions",
    "GET",
    () => `/teach/${courseSlug}/questions/${none}/versions`,
    ["in", 403, 404, 404, 403],
  ],
  [
    "teach/:slug/content/:unit/quiz",
    "GET",
    (w) => `/teach/${courseSlug}/content/${w.quiz.split("/").at(-1)}/quiz`,
    ["in", 403, 200, 200, 403],
  ],
  [
    "teach/:slug/content/:unit/quiz",
    "POST",
    (w) => `/teach/${courseSlug}/content/${w.quiz.split("/").at(-1)}/quiz`,
    ["in", 403, 400, 400, 403],
  ],
  [
    "teach/:slug/content/:unit/quiz/bank",
    "GET",
    (w) => `/teach/${courseSlug}/content/${w.quiz.split("/").at(-1)}/quiz/bank`,
    ["in", 403, 200, 200, 403],
  ],
  [
    "teach/:slug/content/:unit/quiz/bank",
    "POST",
    (w) => `/teach/${courseSlug}/content/${w.quiz.split("/").at(-1)}/quiz/bank`,
    ["in", 403, 400, 400, 403],
  ],
  ["webinars", "GET", () => "/webinars", same(200)],
  ["webinars/new", "GET", () => "/webinars/new", ["in", 403, 200, 200, 403]],
  ["webinars/new", "POST", () => "/webinars/new", ["in", 400, 400, 400, 400]],
  ["webinars/:id/edit", "GET", (w) => `${room(w)}/edit`, ["in", 403, 200, 200, 403]],
  ["webinars/:id/edit", "POST", (w) => `${room(w)}/edit`, ["in", 400, 400, 400, 400]],
  ["webinars/:id/register", "POST", (w) => `${room(w)}/register`, ["in", 303, 303, 303, 403]],
  ["webinars/:id/unregister", "POST", (w) => `${room(w)}/unregister`, ["in", 303, 303, 303, 403]],
  ["webinars/:id/calendar.ics", "GET", (w) => `${room(w)}/calendar.ics`, same(200)],
  ["webinars/:id/room", "GET", (w) => `${room(w)}/room`, ["in", 403, 200, 200, 403]],
  ["webinars/:id/messages", "POST", (w) => `${room(w)}/messages`, ["in", 400, 400, 400, 400]],
  ["webinars/:id/messages.json", "GET", (w) => `${room(w)}/messages.json`, ["in", 403, 200, 200, 403]],
  ["webinars/:id/cancel", "POST", (w) => `${room(w)}/cancel`, ["in", 403, 303, 303, 403]],
  ["webinars/:id/:slug?", "GET", (w) => w.webinar, same(200)],
  ["certificates", "GET", () => "/certificates", same(200)],
  ["certificates/:serial", "GET", (w) => w.certificate, same(200)],
  ["certificates/:serial/correct", "POST", (w) => `${w.certificate}/correct`, same(400)],
  ["certificates/:serial/pdf", "GET", (w) => `${w.certificate}.pdf`, same(200)],
  ["certificates/:serial/json", "GET", (w) => `${w.certificate}.json`, same(200)],
  ["forum", "GET", () => "/forum", same(200)],
  ["forum/preview", "POST", () => "/forum/preview", same(400)],
  ["forum/:code", "GET", () => "/forum/1.1", same(200)],
  ["forum/:code/new", "GET", () => "/forum/1.1/new", ["in", 200, 200, 200, 403]],
  ["forum/:code/new", "POST", () => "/forum/1.1/new", ["in", 400, 400, 400, 400]],
  ["forum/:code/follow", "POST", () => "/forum/1.1/follow", same(400)],
  ["topics/:id", "GET", (w) => topic(w), same(301)],
  ["topics/:id/:slug", "GET", (w) => w.topic, same(200)],
  ["topics/:id/reply", "POST", (w) => `${topic(w)}/reply`, same(400)],
  ["topics/:id/follow", "POST", (w) => `${topic(w)}/follow`, same(400)],
  ["topics/:id/read", "POST", (w) => `${topic(w)}/read`, same(400)],
  ["topics/:id/changes.json", "GET", (w) => `${topic(w)}/changes.json`, same(200)],
  ["replies/:id/edit", "GET", (w) => `/replies/${w.replyId}/edit`, ["in", 403, 403, 200, 403]],
  ["replies/:id/edit", "POST", (w) => `/replies/${w.replyId}/edit`, ["in", 400, 400, 400, 400]],
  ["replies/:id/history", "GET", (w) => `/replies/${w.replyId}/history`, same(200)],
  ["admin", "GET", () => "/admin", ["in", 403, 403, 200, 403]],
  ["admin/people", "GET", () => "/admin/people", ["in", 403, 403, 200, 403]],
  ["admin/people", "POST", () => "/admin/people", ["in", 400, 400, 400, 400]],
  ["admin/imports", "GET", () => "/admin/imports", ["in", 403, 403, 200, 403]],
  ["admin/imports/:id", "GET", () => `/admin/imports/${none}`, ["in", 403, 403, 404, 403]],
  ["admin/imports/:id/status.json", "GET", () => `/admin/imports/${none}/status.json`, ["in", 403, 403, 404, 403]],
  ["admin/certificates", "GET", () => "/admin/certificates", ["in", 403, 403, 200, 403]],
  ["about", "GET", () => "/about", same(200)],
  ["privacy", "GET", () => "/privacy", same(200)],
  ["dev/mail", "GET", () => "/dev/mail", same(200)],
  ["dev/mail/:id", "GET", () => "/dev/mail/unknown", same(404)],
  ["*", "GET", () => "/nowhere", same(404)],
];

describe("the table of access", () => {
  it("knows every address of app/routes.ts", () => {
    const source = readFileSync("app/routes.ts", "utf8");
    const routes = ["/", ...[...source.matchAll(/route\("([^"]+)"/g)].map((match) => match[1]!)];
    expect(routes.filter((route) => !table.some(([known]) => known === route))).toEqual([]);
  });

  it.each(viewers)("holds for a %s", async (viewer) => {
    const visitor = await visitorFor(viewer);
    const wrong: string[] = [];
    for (const [, method, path, expected] of table) {
      const wanted = expected[viewers.indexOf(viewer)]!;
      const address = path(world);
      const { status, location } = method === "GET" ? await visitor.get(address) : await visitor.post(address);
      const isLedIn = status === 401 || (location?.startsWith("/login?next=") ?? false);
      if (wanted === "in" ? !isLedIn : status !== wanted)
        wrong.push(`${method} ${address}: ${status} ${location ?? ""}, not ${wanted}`);
    }
    expect(wrong).toEqual([]);
  });
});

async function visitorFor(viewer: (typeof viewers)[number]): Promise<Visitor> {
  if (viewer === "guest") return new Visitor(app);
  const suspendedUntil = new Date(Date.now() + 3_600_000);
  if (viewer === "suspended") return signedIn(app, await makeUser({ suspendedUntil }));
  // A trainer who cancels the session must not change what the next viewer sees.
  await db().webinar.update({ where: { publicId: world.webinarId }, data: { state: "planned" }, select: { id: true } });
  return signedIn(app, { stranger, trainer: world.trainer, administrator: world.administrator }[viewer]);
}
