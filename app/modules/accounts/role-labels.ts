/** The translation key of each role's name. */
export const roleNames = {
  member: "accounts.role.member",
  trainer: "accounts.role.trainer",
  facilitator: "accounts.role.facilitator",
  moderator: "accounts.role.moderator",
  administrator: "accounts.role.administrator",
} as const;

/** The translation key of what each role may do. */
export const roleMeanings = {
  member: "accounts.role_means.member",
  trainer: "accounts.role_means.trainer",
  facilitator: "accounts.role_means.facilitator",
  moderator: "accounts.role_means.moderator",
  administrator: "accounts.role_means.administrator",
} as const;
