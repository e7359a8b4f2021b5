import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import charters from "#prisma/seed/spaces.json" with { type: "json" };

/**
 * Opens the lobby and a space for each activity of the Open Roadmap, or brings their charters up to the file, but for the languages in
 * which a facilitator has changed one. What was said in them, and their counters, stay. The activities must be there. A facilitator of another process who saves a charter meanwhile
 * waits, or is waited for.
 */
export async function seedSpaces(): Promise<void> {
  await transaction(openSpaces);
}

async function openSpaces(tx: Tx): Promise<void> {
  const codes = Object.keys(charters).sort((a, b) => (a === "lobby" ? -1 : b === "lobby" ? 1 : a.localeCompare(b)));
  // As `saveCharter` does before it reads; in one order, for two processes that start at once.
  await tx.$queryRaw`SELECT 1 FROM spaces WHERE code = ANY(${codes}) ORDER BY code FOR NO KEY UPDATE`;
  const present = await tx.space.findMany({
    where: { charterRevisions: { some: {} } },
    select: { code: true, charter: true, charterRevisions: { distinct: ["language"], select: { language: true } } },
  });
  const changed = new Map(
    present.map(({ code, charter, charterRevisions }) => {
      const texts = charter as Record<string, string>;
      return [code, Object.fromEntries(charterRevisions.map(({ language }) => [language, texts[language] ?? ""]))];
    }),
  );
  for (const [position, code] of codes.entries()) {
    const charter = { ...charters[code as keyof typeof charters], ...changed.get(code) };
    const activityCode = code === "lobby" ? null : code;
    await tx.space.upsert({
      where: { code },
      create: { code, activityCode, position, charter },
      update: { activityCode, position, charter },
      select: { code: true },
    });
  }
}
