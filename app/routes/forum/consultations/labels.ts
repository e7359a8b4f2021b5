import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { StatementChoice } from "#app/modules/forum/consultations/schemas.ts";
import type { Phase } from "#app/modules/forum/topics/consultation-sql.server.ts";

export const phaseLabels = {
  open: "forum.consultation.phase_open",
  synthesis: "forum.consultation.phase_synthesis",
  published: "forum.consultation.phase_published",
} as const satisfies Record<Phase, MessageKey>;

export const choiceLabels = {
  agree: "forum.consultation.agree",
  pass: "forum.consultation.pass",
  disagree: "forum.consultation.disagree",
} as const satisfies Record<StatementChoice, MessageKey>;
