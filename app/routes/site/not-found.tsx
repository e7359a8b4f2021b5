import { page } from "#app/http/page.server.ts";
import { notFound } from "#app/infra/app-error.ts";

export { default } from "#app/ui/shell/leads-on.tsx";

/** Every address that no other route knows, whatever the method. */
export const loader = page(refuse);
export const action = page(refuse);

async function refuse(): Promise<never> {
  throw notFound();
}
