import type { Db } from "#app/infra/db.server.ts";
import charters from "#prisma/seed/spaces.json" with { type: "json" };

/**
 * Opens the lobby and a space for each activity of the Open Roadmap, or brings their charters up to the file. What was
 * said in them, and their counters, stay. The activities must be there.
 */
export async function seedSpaces(tx: Db): Promise<void> {
  const codes = Object.keys(charters).sort((a, b) => (a === "lobby" ? -1 : b === "lobby" ? 1 : a.localeCompare(b)));
  for (const [position, code] of codes.entries()) {
    const charter = charters[code as keyof typeof charters];
    const activityCode = code === "lobby" ? null : code;
    await tx.space.upsert({
      where: { code },
      create: { code, activityCode, position, charter },
      update: { activityCode, position, charter },
      select: { code: true },
    });
  }
}
