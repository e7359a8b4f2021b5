export const roles = ["member", "trainer", "facilitator", "moderator", "administrator"] as const;
export type Role = (typeof roles)[number];

/** Whoever asks for something: a signed-in person as the session knows them. A guest is `null`. */
export type Actor = {
  id: string;
  name: string;
  handle: string;
  email: string;
  role: Role;
  country: string;
  language: string;
  zone: string;
  emailConfirmed: boolean;
  suspended: boolean;
  /** Until when they read, but write nothing that others read, and why; null for who may write. */
  silenced: { until: Date; reason: string } | null;
  /** Whether the limits of new people bind them. */
  isNew: boolean;
  /** The name of the picture that they show (`Face`). */
  picture: string | null;
  /** Notifications not read yet. */
  unread: number;
  /** Codes of the spaces that they belong to, those that they facilitate among them. */
  memberOf: string[];
  /** Codes of the spaces that they facilitate. */
  facilitates: string[];
};

export type MaybeActor = Actor | null;
