import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { imposeSanction } from "#app/modules/accounts/sanctions/impose-sanction.server.ts";
import { createAccessToken } from "#app/modules/accounts/tokens.server.ts";
import { subscribe } from "#app/modules/notifications/switch-subscription.server.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeNotice } from "#test/factories/notifications.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { kindsBesideCourses, makeStage, type Stage } from "./people.fixture.ts";
import { withFile } from "./run.fixture.ts";
import { area, everybody, get, members, only, post, type Row, same } from "./row.fixture.ts";

type Things = {
  /** A new one for each who comes, of the purpose of the row. */
  token: string;
  /** The learner's, and by which they leave a list. */
  notice: string;
  subscription: string;
  /** A member, and what is imposed on them: new ones for each who comes. */
  person: string;
  sanction: string;
};
type Here = Things & Stage;

const token =
  (purpose: "confirm_email" | "reset_password" | "first_administrator") => async (): Promise<Partial<Here>> => {
    const { id, email } = await makeUser({ emailConfirmedAt: null });
    const whose = purpose === "first_administrator" ? { userId: null, email: null } : { userId: id, email };
    return { token: await createAccessToken(db(), { purpose, ...whose, minutes: 60 }) };
  };

const newcomer = (fresh: string) => ({
  name: `New ${fresh}`,
  email: `new-${fresh}@example.org`,
  password: `quite a long ${fresh}`,
  country: "SN",
  language: "en",
  zone: "Africa/Dakar",
});

const moderators = only(["moderator", "administrator"]);
const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

const newPerson = async (): Promise<Partial<Here>> => ({ person: (await makeUser()).handle });

/** A warning of the learner's. */
async function newWarning({ people }: Here): Promise<Partial<Here>> {
  const wish = { handle: people.learner.handle, kind: "warn", reason: "Kindly, please." } as const;
  return { sanction: (await imposeSanction(people.administrator, wish)).id };
}

async function newSanction({ people }: Here): Promise<Partial<Here>> {
  const { handle } = await makeUser();
  const wish = { handle, kind: "silence", until: inAWeek(), reason: "Too loud." } as const;
  return { person: handle, sanction: (await imposeSanction(people.administrator, wish)).id };
}

/** Who is signed in is led on by the pages of signing in. */
const guestsOnly = { ...same(303), guest: "done" } as const;
const isSilent = true;
const endsSession = true;

const rows: Row<Here>[] = [
  get("join", () => "/join", guestsOnly),
  post(
    "join",
    () => "/join",
    (_, { fresh }) => newcomer(fresh),
    // Whoever is signed in has an account.
    { ...same("nothing"), guest: "done" },
    { endsSession },
  ),
  get("login", () => "/login", guestsOnly),
  post(
    "login",
    () => "/login",
    ({ people }) => ({ email: people.stranger.email, password: testPassword }),
    everybody,
    {
      isSilent,
      endsSession,
    },
  ),
  get("confirm", ({ token }) => `/confirm?token=${token}`, everybody),
  post(
    "confirm",
    () => "/confirm",
    ({ token }) => ({ token }),
    everybody,
    { renew: token("confirm_email") },
  ),
  get("password/forgot", () => "/password/forgot", everybody),
  post(
    "password/forgot",
    () => "/password/forgot",
    (_, { fresh }) => ({ email: `${fresh}@example.org` }),
    everybody,
    {
      isSilent,
    },
  ),
  get("password/reset", ({ token }) => `/password/reset?token=${token}`, everybody),
  post(
    "password/reset",
    () => "/password/reset",
    ({ token }, { fresh }) => ({ token, password: `quite a long ${fresh}` }),
    everybody,
    { renew: token("reset_password"), endsSession },
  ),
  // There are administrators: nobody becomes the first one any more, be their token as good as can be.
  get("setup", ({ token }) => `/setup?token=${token}`, same(404)),
  post(
    "setup",
    () => "/setup",
    ({ token }, { fresh }) => ({ token, ...newcomer(fresh) }),
    same(403),
    {
      renew: token("first_administrator"),
      bodyIsTheRight: true,
    },
  ),
  get("people/:handle", ({ people }) => `/people/${people.learner.handle}`, everybody),
  get("people/:handle/block", ({ people }) => `/people/${people.author.handle}/block`, members),
  post(
    "people/:handle/block",
    ({ people }) => `/people/${people["foreign trainer"].handle}/block`,
    {},
    { ...members, "foreign trainer": 403 },
  ),
  get("people/:handle/mute", ({ people }) => `/people/${people.author.handle}/mute`, members),
  post(
    "people/:handle/mute",
    ({ people }) => `/people/${people["foreign trainer"].handle}/mute`,
    {},
    { ...members, "foreign trainer": 403 },
  ),
  ...(["warn", "silence", "suspend"] as const).flatMap((kind) => [
    get<Here>(`people/:handle/${kind}`, ({ people }) => `/people/${people.stranger.handle}/${kind}`, moderators),
    post<Here>(
      `people/:handle/${kind}`,
      ({ person }) => `/people/${person}/${kind}`,
      { reason: "Three times the same advertisement.", ...(kind !== "warn" && { until: inAWeek() }) },
      moderators,
      { renew: newPerson },
    ),
    post<Here>(
      `people/:handle/${kind}`,
      ({ people }) => `/people/${people.administrator.handle}/${kind}`,
      { reason: "Of somebody who stands higher.", ...(kind !== "warn" && { until: inAWeek() }) },
      only([]),
      { about: "an administrator" },
    ),
  ]),
  get("people/:handle/record", ({ people }) => `/people/${people.learner.handle}/record`, {
    ...only(["learner", "moderator", "administrator"], 404),
  }),
  post(
    "people/:handle/record",
    ({ person }) => `/people/${person}/record`,
    ({ sanction }) => ({ id: sanction }),
    moderators,
    { renew: newSanction },
  ),
  get("me/settings/people", () => "/me/settings/people", members),
  get("me", () => "/me", members),
  get("me/warnings/:id", () => "/me/warnings/00000000-0000-7000-8000-000000000000", same(303)),
  post("me/warnings/:id", ({ sanction }) => `/me/warnings/${sanction}`, {}, only(["learner"], 404), {
    renew: newWarning,
  }),
  get("me/settings", () => "/me/settings", same(303)),
  get("me/settings/profile", () => "/me/settings/profile", members),
  post(
    "me/settings/profile",
    () => "/me/settings/profile",
    (_, { fresh }) => ({ name: `Name ${fresh}`, country: "SN", language: "en", zone: "Africa/Dakar", about: "" }),
    members,
  ),
  get("me/settings/page", () => "/me/settings/page", members),
  post("me/settings/page", () => "/me/settings/page", { languages: ["en", "fr"], hidden: "writing" }, members),
  get("me/settings/picture", () => "/me/settings/picture", members),
  post(
    "me/settings/picture",
    () => "/me/settings/picture",
    () => withFile({}, "picture", { name: "me.png", content: makePng({ width: 64, height: 64 }) }),
    members,
  ),
  get("faces/:picture/:side", () => "/faces/unknown/96", same(404)),
  get("me/settings/language", () => "/me/settings/language", same(303)),
  post("me/settings/language", () => "/me/settings/language", { language: "fr", next: "/me?lang=ar" }, members),
  get("me/settings/email", () => "/me/settings/email", members),
  post("me/settings/email", () => "/me/settings/email", {}, members, { isSilent }),
  get("me/settings/security", () => "/me/settings/security", members),
  post("me/settings/security", () => "/me/settings/security", { intent: "revoke", session: randomUUID() }, members, {
    isSilent,
  }),
  post("me/settings/security", () => "/me/settings/security", { intent: "revoke_others" }, members, { isSilent }),
  post(
    "me/settings/security",
    () => "/me/settings/security",
    { intent: "password", current: testPassword, password: "another password for tests" },
    members,
  ),
  get("me/settings/notifications", () => "/me/settings/notifications", members),
  post(
    "me/settings/notifications",
    () => "/me/settings/notifications",
    { frequency: "weekly", weekday: "1", hour: "7", lists: ["replies", "topics"] },
    members,
  ),
  get("me/notifications", () => "/me/notifications", members),
  post(
    "me/notifications",
    () => "/me/notifications",
    () => ({ until: String(Date.now()) }),
    members,
    {
      renew: async ({ people }) => (await Promise.all(Object.values(people).map(tell)), {}),
    },
  ),
  get("me/notifications/:id", ({ notice }) => `/me/notifications/${notice}`, {
    ...only([], 404),
    learner: 303,
  }),
  // The address is the right: mail programs call it.
  get("mail/unsubscribe/:token", ({ subscription }) => `/mail/unsubscribe/${subscription}`, everybody),
  get("mail/unsubscribe/:token", () => "/mail/unsubscribe/unknown", same(404)),
  ...(["leave", "resubscribe"] as const).map((intent) =>
    post<Here>(
      "mail/unsubscribe/:token",
      ({ subscription }) => `/mail/unsubscribe/${subscription}`,
      { intent },
      everybody,
      {
        renew: async ({ subscription }) => (await switchTo(subscription, intent !== "leave"), {}),
      },
    ),
  ),
  post("mail/unsubscribe/:token", () => "/mail/unsubscribe/unknown", { intent: "leave" }, same(404)),
  get("logout", () => "/logout", same(303)),
  post("logout", () => "/logout", {}, everybody, { isSilent, endsSession }),
];

async function make(): Promise<Here> {
  const stage = await makeStage();
  const { id: userId } = stage.people.learner;
  await tell(stage.people.learner);
  await subscribe(db(), userId, { at: new Date() });
  const notice = await db().notification.findFirstOrThrow({ where: { userId }, select: { id: true } });
  const list = await db().mailSubscription.findFirstOrThrow({ where: { userId }, select: { token: true } });
  return { ...stage, token: "none", person: "", sanction: "", notice: notice.id, subscription: list.token };
}

async function tell({ id }: Actor): Promise<void> {
  await makeNotice(id);
}

/** Brings a list into the state that the step then changes. */
async function switchTo(token: string, isOff: boolean): Promise<void> {
  await db().mailSubscription.updateMany({ where: { token }, data: { unsubscribedAt: isOff ? new Date() : null } });
}

export const accounts = area<Things>({ name: "accounts", make, rows, asks: kindsBesideCourses });
