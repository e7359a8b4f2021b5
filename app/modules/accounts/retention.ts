/**
 * What is kept about people, why, and how long: the table behind the privacy page. Each cell is a translation key. The
 * sweeps in jobs/schedule.ts carry out what "kept" says.
 */
export const retentionTable = [
  { what: "site.retention.account", why: "site.retention.account_why", kept: "site.retention.account_kept" },
  { what: "site.retention.sessions", why: "site.retention.sessions_why", kept: "site.retention.sessions_kept" },
  { what: "site.retention.learning", why: "site.retention.learning_why", kept: "site.retention.learning_kept" },
  { what: "site.retention.invited", why: "site.retention.invited_why", kept: "site.retention.invited_kept" },
  { what: "site.retention.posts", why: "site.retention.posts_why", kept: "site.retention.posts_kept" },
  {
    what: "site.retention.certificates",
    why: "site.retention.certificates_why",
    kept: "site.retention.certificates_kept",
  },
  { what: "site.retention.mail", why: "site.retention.mail_why", kept: "site.retention.mail_kept" },
  { what: "site.retention.forms", why: "site.retention.forms_why", kept: "site.retention.forms_kept" },
] as const;
