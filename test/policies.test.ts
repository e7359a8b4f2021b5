import { describe, expect, it } from "vitest";
import { type Actor, type MaybeActor, type Role, roles } from "#app/modules/accounts/actor.ts";
import { canChangeRole, canPost, canSanction, canSeeSuspended } from "#app/modules/accounts/policy.ts";
import { canRevoke, isHolder } from "#app/modules/certificates/policy.ts";
import {
  canArchive,
  canChangeTranslation,
  canConsult,
  canDelete,
  canRestore,
  canEdit,
  canMakeWiki,
  canFacilitate,
  canFollow,
  canRenameTag,
  canReply,
  canReplyTo,
  canSayOutcome,
  canSeeSpace,
  canSeeTopic,
  canWriteIn,
  isAdmitted,
  isIn,
} from "#app/modules/forum/policy.ts";
import { canChange } from "#app/modules/forum/wiki.ts";
import { fileSight } from "#app/modules/learning/assignments/submission-policy.ts";
import { canBeginCourse, canImport, canSeeCourse, staffScope } from "#app/modules/learning/courses/policy.ts";
import { canEnterRoom, canManage, canPlan } from "#app/modules/webinars/policy.ts";

function actor(role: Role, more: Partial<Actor> = {}): Actor {
  const person = { id: role, name: role, handle: role, email: `${role}@example.org`, country: "SN", language: "en" };
  const spaces = { memberOf: [], facilitates: [] };
  const rest = {
    zone: "UTC",
    emailConfirmed: true,
    suspended: false,
    silenced: null,
    isNew: false,
    picture: null,
    unread: 0,
    ...spaces,
  };
  return { ...person, role, ...rest, ...more };
}

const people: Record<string, MaybeActor> = {
  guest: null,
  ...Object.fromEntries(roles.map((role) => [role, actor(role)])),
  unconfirmed: actor("member", { id: "unconfirmed", emailConfirmed: false }),
  suspended: actor("administrator", { id: "suspended", suspended: true }),
};
const everyRole = [...roles];
const openTopic = {
  spaceCode: "1.1",
  joinMode: "open",
  isArchived: false,
  isClosed: false,
  postsWait: "nobody",
} as const;
const topicOfMember = { authorId: "member", spaceCode: "1.1", joinMode: "open", isSealed: false } as const;

/** Who of `people` may, by name. */
const allowed = (may: (who: MaybeActor) => boolean) => Object.keys(people).filter((name) => may(people[name]!));

describe("a policy", () => {
  it.each<[string, (who: MaybeActor) => boolean, string[]]>([
    ["canPost", canPost, everyRole],
    ["canSeeSuspended", canSeeSuspended, ["moderator", "administrator"]],
    ["canPost of the silenced", (who) => canPost(who && { ...who, silenced: { until: new Date(), reason: "" } }), []],
    [
      "canSanction a trainer",
      (who) => canSanction(who, { id: "somebody", role: "trainer" }),
      ["moderator", "administrator"],
    ],
    ["canSanction a moderator", (who) => canSanction(who, { id: "somebody", role: "moderator" }), ["administrator"]],
    ["canSanction an administrator", (who) => canSanction(who, { id: "somebody", role: "administrator" }), []],
    ["canSanction oneself", (who) => canSanction(who, { id: who?.id ?? "", role: "member" }), []],
    ["canChangeRole of somebody", (who) => canChangeRole(who, { id: "somebody" }), ["administrator"]],
    ["canChangeRole of oneself", (who) => canChangeRole(who, { id: who?.id ?? "" }), []],
    ["canReply", canReply, everyRole],
    ["canFollow", canFollow, [...everyRole, "unconfirmed"]],
    [
      "canSeeTopic that a member has sealed",
      (who) => canSeeTopic(who, { ...topicOfMember, isSealed: true, state: "visible" }),
      ["member", "moderator", "administrator"],
    ],
    [
      "canSeeTopic of a space that one does not belong to",
      (who) => canSeeTopic(who, { ...topicOfMember, joinMode: "members", state: "visible" }),
      ["moderator", "administrator"],
    ],
    ["isIn", (who) => isIn(who && { ...who, memberOf: ["1.1"] }, "1.1"), [...everyRole, "unconfirmed"]],
    ["canFacilitate", (who) => canFacilitate(who, "1.1"), ["moderator", "administrator"]],
    ["canRenameTag of a space", (who) => canRenameTag(who, { isElsewhere: true }), ["moderator", "administrator"]],
    [
      "canRenameTag of one's own spaces",
      (who) => canRenameTag(who && { ...who, facilitates: ["1.1"] }, { isElsewhere: false }),
      everyRole,
    ],
    [
      "canEdit what a member wrote",
      (who) => canEdit(who, { authorId: "member" }),
      ["member", "moderator", "administrator"],
    ],
    ["canChange a wiki", (who) => canChange(who, { authorId: "x", wikiIn: openTopic }), everyRole],
    [
      "canChange a wiki, as a new person",
      (who) => canChange(who && { ...who, isNew: true }, { authorId: "x", wikiIn: openTopic }),
      ["moderator", "administrator"],
    ],
    [
      "canChange a wiki in a space that one does not belong to",
      (who) => canChange(who, { authorId: "x", wikiIn: { ...openTopic, joinMode: "ask" } }),
      ["moderator", "administrator"],
    ],
    [
      "canChange a wiki where posts of others than members wait",
      (who) => canChange(who, { authorId: "x", wikiIn: { ...openTopic, postsWait: "not_members" } }),
      ["trainer", "facilitator", "moderator", "administrator"],
    ],
    [
      "canChange a wiki in a closed topic",
      (who) => canChange(who, { authorId: "x", wikiIn: { ...openTopic, isClosed: true } }),
      ["moderator", "administrator"],
    ],
    [
      "canMakeWiki",
      (who) => canMakeWiki(who, { authorId: "member", spaceCode: "1.1" }),
      ["member", "moderator", "administrator"],
    ],
    [
      "canChangeTranslation by a member of what a trainer wrote",
      (who) => canChangeTranslation(who, { authorId: "member" }, { authorId: "trainer", spaceCode: "1.1" }),
      ["member", "trainer", "moderator", "administrator"],
    ],
    ["canConsult", (who) => canConsult(who, { spaceCode: "1.1" }), ["moderator", "administrator"]],
    [
      "canSayOutcome of a member's topic",
      (who) => canSayOutcome(who, { authorId: "member", spaceCode: "1.1" }, null),
      ["member", "moderator", "administrator"],
    ],
    [
      "canSayOutcome of a consultation",
      (who) => canSayOutcome(who, { authorId: "member", spaceCode: "1.1" }, { phase: "synthesis" }),
      ["moderator", "administrator"],
    ],
    [
      "canSayOutcome of an open consultation",
      (who) => canSayOutcome(who, { authorId: "member", spaceCode: "1.1" }, { phase: "open" }),
      [],
    ],
    ["canDelete what a member wrote", (who) => canDelete(who, { authorId: "member" }), ["member"]],
    [
      "canDelete what somebody unconfirmed wrote",
      (who) => canDelete(who, { authorId: "unconfirmed" }),
      ["unconfirmed"],
    ],
    ["canDelete what somebody suspended wrote", (who) => canDelete(who, { authorId: "suspended" }), []],
    ["canRestore what a member wrote", (who) => canRestore(who, { authorId: "member" }), ["member"]],
    ["canRestore what somebody unconfirmed wrote", (who) => canRestore(who, { authorId: "unconfirmed" }), []],
    ["canSeeTopic", (who) => canSeeTopic(who, { ...topicOfMember, state: "visible" }), Object.keys(people)],
    [
      "canSeeTopic that a member has deleted",
      (who) => canSeeTopic(who, { ...topicOfMember, state: "deleted" }),
      ["member", "moderator", "administrator"],
    ],
    [
      "canSeeTopic of a member that the team removed",
      (who) => canSeeTopic(who, { ...topicOfMember, state: "removed" }),
      ["moderator", "administrator"],
    ],
    ["canSeeTopic that is purged", (who) => canSeeTopic(who, { ...topicOfMember, state: "purged" }), []],
    [
      "canEdit what somebody unconfirmed wrote",
      (who) => canEdit(who, { authorId: "unconfirmed" }),
      ["moderator", "administrator"],
    ],
    ["canSeeCourse, published", (who) => canSeeCourse(who, { state: "published" }), Object.keys(people)],
    ["canSeeCourse, a draft", (who) => canSeeCourse(who, { state: "draft" }), ["administrator"]],
    [
      "canSeeCourse, a draft of one's own",
      (who) => canSeeCourse(who, { state: "draft", isStaff: true }),
      [...everyRole, "unconfirmed"],
    ],
    ["canBeginCourse", canBeginCourse, ["trainer", "administrator"]],
    ["canImport", canImport, ["administrator"]],
    ["canPlan", canPlan, ["trainer", "administrator"]],
    ["canManage one's own", (who) => canManage(who, { trainerId: "trainer" }), ["trainer", "administrator"]],
    ["canManage another's", (who) => canManage(who, { trainerId: "other" }), ["administrator"]],
    [
      "canEnterRoom, registered",
      (who) => canEnterRoom(who, { trainerId: "x" }, { isRegistered: true }),
      [...everyRole, "unconfirmed"],
    ],
    [
      "canEnterRoom, not registered",
      (who) => canEnterRoom(who, { trainerId: "trainer" }, { isRegistered: false }),
      ["trainer", "moderator", "administrator"],
    ],
    ["isHolder", (who) => isHolder(who, { userId: "member" }), ["member"]],
    ["isHolder, suspended", (who) => isHolder(who, { userId: "suspended" }), []],
    ["canRevoke", canRevoke, ["administrator"]],
  ])("%s", (_, may, expected) => {
    expect(allowed(may).sort()).toEqual([...expected].sort());
  });

  it("shows a space to whoever belongs to it, and lets them write there, while they are not suspended", () => {
    const member = actor("member", { id: "other", memberOf: ["1.1"] });
    for (const joinMode of ["ask", "members"] as const) {
      const space = { code: "1.1", joinMode, isArchived: false };
      expect([canSeeSpace(member, space), canWriteIn(member, space)]).toEqual([true, true]);
      const suspended = { ...member, suspended: true };
      expect([canSeeSpace(suspended, space), canWriteIn(suspended, space)]).toEqual([joinMode === "ask", false]);
      expect(canWriteIn(actor("trainer"), space)).toBe(false);
      expect(canWriteIn(actor("moderator"), space)).toBe(true);
    }
    // Belonging to it does not open what is sealed; facilitating it does.
    const sealed = { ...topicOfMember, joinMode: "members", isSealed: true } as const;
    expect(isAdmitted(member, sealed)).toBe(false);
    expect(isAdmitted({ ...member, facilitates: ["1.1"] }, sealed)).toBe(true);
    expect(isAdmitted({ ...member, facilitates: ["1.1"], suspended: true }, sealed)).toBe(false);
    // Whoever asked and has left does not read what was answered for members.
    expect(isAdmitted(actor("member"), sealed)).toBe(false);
  });

  it("lets only the facilitators of its space reply to a closed topic", () => {
    const member = actor("member", { memberOf: ["1.1"] });
    const closed = { ...openTopic, isClosed: true } as const;
    expect([canReplyTo(member, closed), canReplyTo(member, { ...closed, isClosed: false })]).toEqual([false, true]);
    const facilitator = { ...member, facilitates: ["1.1"] };
    expect([canReplyTo(facilitator, closed), canReplyTo(facilitator, { ...closed, spaceCode: "1.2" })]).toEqual([
      true,
      false,
    ]);
    expect([canReplyTo(actor("moderator"), closed), canReplyTo(actor("facilitator"), closed)]).toEqual([true, false]);
    expect(canReplyTo({ ...facilitator, suspended: true }, closed)).toBe(false);
  });

  it("lets nobody write in an archived space, and its facilitators archive one that somebody has made", () => {
    const facilitator = { ...actor("member", { memberOf: ["1.1"] }), facilitates: ["1.1"] };
    for (const who of [facilitator, actor("moderator"), actor("administrator")]) {
      expect([canReplyTo(who, openTopic), canReplyTo(who, { ...openTopic, isArchived: true })]).toEqual([true, false]);
      const kinds = ["team", "cohort", "theme", "roadmap"] as const;
      expect(kinds.map((kind) => canArchive(who, { code: "1.1", kind }))).toEqual([true, true, true, false]);
    }
    const team = { code: "1.1", kind: "team" } as const;
    expect(allowed((who) => canArchive(who, team))).toEqual(["moderator", "administrator"]);
    expect(canArchive({ ...facilitator, suspended: true }, team)).toBe(false);
    expect(canArchive(facilitator, { ...team, code: "1.2" })).toBe(false);
  });

  it("lets facilitators keep their own spaces, while they are not suspended", () => {
    const facilitator = actor("member", { memberOf: ["1.1", "1.2"], facilitates: ["1.1"] });
    expect(["1.1", "1.2", "1.3"].filter((code) => canFacilitate(facilitator, code))).toEqual(["1.1"]);
    expect(canFacilitate({ ...facilitator, suspended: true }, "1.1")).toBe(false);
  });
});

describe("what staff of a course may do", () => {
  const own = ["a cohort"];
  it.each([
    ["an author", "member", { role: "author", cohortIds: own }, { mayEdit: true, cohortIds: null }],
    ["a trainer", "member", { role: "trainer", cohortIds: own }, { mayEdit: false, cohortIds: null }],
    ["a trainer of one cohort", "member", { role: null, cohortIds: own }, { mayEdit: false, cohortIds: own }],
    ["an administrator", "administrator", { role: null, cohortIds: [] }, { mayEdit: true, cohortIds: null }],
    ["a trainer of other courses", "trainer", { role: null, cohortIds: [] }, null],
    ["a moderator", "moderator", { role: null, cohortIds: [] }, null],
    ["a suspended author", "suspended", { role: "author", cohortIds: own }, null],
    ["a guest", "guest", { role: "author", cohortIds: own }, null],
  ] as const)("%s", (_, who, { role, cohortIds }, expected) => {
    expect(staffScope(people[who]!, { role, cohortIds: [...cohortIds] })).toEqual(expected);
  });
});

describe("a file of a submission", () => {
  const nobody = {
    ...{ isOwn: false, isStaff: false, isReviewer: false, isAnonymous: true, state: "submitted" },
    ...{ isReviewed: false, isInSight: true },
  };
  it.each([
    ["is its author's, drafts too", "member", { isOwn: true, state: "draft" }, "named"],
    ["is staff's once it was handed in", "member", { isStaff: true }, "named"],
    ["is not staff's before", "member", { isStaff: true, state: "draft" }, null],
    ["is an administrator's", "administrator", {}, "named"],
    ["is a reviewer's without its name", "member", { isReviewer: true }, "nameless"],
    ["is a reviewer's with it where names are open", "member", { isReviewer: true, isAnonymous: false }, "named"],
    ["keeps its name from nobody of the staff", "member", { isReviewer: true, isStaff: true }, "named"],
    ["is nobody else's", "moderator", {}, null],
    ["is shown to moderators once peers were given it", "moderator", { isReviewed: true, isInSight: false }, "named"],
    ["is gone for a reviewer while it is out of sight", "member", { isReviewer: true, isInSight: false }, "gone"],
    ["is its author's all the same", "member", { isOwn: true, isInSight: false }, "named"],
    ["is not a suspended author's", "suspended", { isOwn: true }, null],
    ["is no guest's", "guest", { isOwn: true }, null],
  ] as const)("%s", (_, who, file, expected) => {
    expect(fileSight(people[who]!, { ...nobody, ...file })).toBe(expected);
  });
});
