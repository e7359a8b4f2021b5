/** The translation key of each role's name. */
export const roleNames = {
  member: "accounts.role.member",
  trainer: "accounts.role.trainer",
  facilitator: "accounts.role.facilitator",
  moderator: "accounts.role.moderator",
  administrator: "accounts.role.administrator",
} as const;
