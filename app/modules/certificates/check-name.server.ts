import { fieldError } from "#app/infra/app-error.ts";
import { getHolder } from "#app/modules/accounts/save-legal-name.server.ts";
import { misdrawnLetters } from "./render-document.server.ts";

/**
 * Refuses a name for certificates that they could not print. Throws 400 with "certificates.error.unprintable" beside the
 * field `legalName`, naming the letters and what to do. An empty name passes: the other name is printed then.
 */
export async function requirePrintable(legalName = ""): Promise<void> {
  const letters = await misdrawnLetters(legalName);
  if (letters.length > 0)
    throw fieldError("legalName", "certificates.error.unprintable", { letters: letters.join(" ") });
}

/** The letters that the person's own next certificate could not print. One SQL statement. */
export async function lettersLostOf(userId: string): Promise<string[]> {
  return lettersLostOnPaper(await getHolder(userId));
}

/** The letters that a person's next certificate could not print; empty when it comes out right. */
export function lettersLostOnPaper({ name, legalName }: { name: string; legalName: string | null }): Promise<string[]> {
  return misdrawnLetters(legalName || name);
}
