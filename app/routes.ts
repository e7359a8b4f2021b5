import { type RouteConfig, index, route } from "@remix-run/route-config";

/** Every address of the product. Outside programs rely on them: a renamed one keeps a redirect. */
export default [
  index("routes/site/home.tsx"),

  // accounts
  route("join", "routes/accounts/join.tsx"),
  route("login", "routes/accounts/login.tsx"),
  route("logout", "routes/accounts/logout.tsx"),
  route("confirm", "routes/accounts/confirm.tsx"),
  route("password/forgot", "routes/accounts/password-forgot.tsx"),
  route("password/reset", "routes/accounts/password-reset.tsx"),
  route("setup", "routes/accounts/setup.tsx"),
  route("me", "routes/accounts/me.tsx"),
  route("me/settings", "routes/accounts/settings-index.tsx"),
  route("me/settings/profile", "routes/accounts/settings-profile.tsx"),
  route("me/settings/email", "routes/accounts/settings-email.tsx"),
  route("me/settings/security", "routes/accounts/settings-security.tsx"),
  route("me/settings/notifications", "routes/notifications/settings.tsx"),
  route("me/notifications", "routes/notifications/list.tsx"),
  route("me/notifications/:id", "routes/notifications/open.ts"),
  route("mail/unsubscribe/:token", "routes/notifications/unsubscribe.tsx"),
  route("people/:handle", "routes/accounts/person.tsx"),

  // roadmaps
  route("roadmap", "routes/roadmaps/map.tsx"),
  route("roadmap/:code", "routes/roadmaps/activity.tsx"),

  // learning
  route("courses", "routes/learning/courses.tsx"),
  route("courses/:slug", "routes/learning/course.tsx"),
  route("courses/:slug/enrol", "routes/learning/enrol.tsx"),
  route("courses/:slug/:unit", "routes/learning/unit.tsx"),
  route("courses/:slug/:unit/complete", "routes/learning/complete.tsx"),
  route("courses/:slug/:unit/attempt", "routes/learning/attempt.tsx"),
  route("courses/:slug/:unit/attempt.json", "routes/learning/attempt-save.ts"),
  route("courses/:slug/:unit/attempts/:number", "routes/learning/receipt.tsx"),

  // teaching: the same courses, seen by those who write and run them
  route("teach", "routes/learning/teach/index.tsx"),

  // webinars
  route("webinars", "routes/webinars/list.tsx"),
  route("webinars/new", "routes/webinars/new.tsx"),
  route("webinars/:id/edit", "routes/webinars/edit.tsx"),
  route("webinars/:id/cancel", "routes/webinars/cancel.tsx"),
  route("webinars/:id/register", "routes/webinars/register.tsx"),
  route("webinars/:id/unregister", "routes/webinars/unregister.tsx"),
  route("webinars/:id/calendar.ics", "routes/webinars/calendar.ts"),
  route("webinars/:id/room", "routes/webinars/room.tsx"),
  route("webinars/:id/messages", "routes/webinars/messages.tsx"),
  route("webinars/:id/messages.json", "routes/webinars/messages-json.ts"),
  route("webinars/:id/:slug?", "routes/webinars/webinar.tsx"),

  // certificates; server/http/suffixes.ts hands "<serial>.pdf" and "<serial>.json" to the last two
  route("certificates", "routes/certificates/index.tsx"),
  route("certificates/:serial", "routes/certificates/certificate.tsx"),
  route("certificates/:serial/correct", "routes/certificates/correct.tsx"),
  route("certificates/:serial/pdf", "routes/certificates/pdf.ts"),
  route("certificates/:serial/json", "routes/certificates/json.ts"),

  // forum
  route("forum", "routes/forum/index.tsx"),
  route("forum/preview", "routes/forum/preview.ts"),
  route("forum/:code", "routes/forum/space.tsx"),
  route("forum/:code/new", "routes/forum/new.tsx"),
  route("forum/:code/follow", "routes/forum/follow-space.ts"),
  route("topics/:id", "routes/forum/topic-number.ts"),
  route("topics/:id/reply", "routes/forum/reply.tsx"),
  route("topics/:id/follow", "routes/forum/follow-topic.ts"),
  route("topics/:id/read", "routes/forum/read.ts"),
  route("topics/:id/changes.json", "routes/forum/changes.ts"),
  route("topics/:id/:slug", "routes/forum/topic.tsx"),
  route("replies/:id/edit", "routes/forum/edit.tsx"),
  route("replies/:id/history", "routes/forum/history.tsx"),

  // admin
  route("admin", "routes/admin/index.tsx"),
  route("admin/people", "routes/admin/people.tsx"),
  route("admin/imports", "routes/admin/imports.tsx"),
  route("admin/imports/:id", "routes/admin/imports-run.tsx"),
  route("admin/imports/:id/status.json", "routes/admin/imports-status.ts"),
  route("admin/certificates", "routes/admin/certificates.tsx"),

  // site
  route("about", "routes/site/about.tsx"),
  route("privacy", "routes/site/privacy.tsx"),
  route("dev/mail", "routes/site/dev-mail.tsx"),
  route("dev/mail/:id", "routes/site/dev-mail-message.tsx"),
  route("*", "routes/site/not-found.tsx"),
] satisfies RouteConfig;
