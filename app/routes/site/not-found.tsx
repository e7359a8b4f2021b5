import { page } from "#app/http/page.server.ts";
import { notFound } from "#app/infra/app-error.ts";

/** Every address that no other route knows, whatever the method. */
export const loader = page(refuse);
export const action = page(refuse);

async function refuse(): Promise<never> {
  throw notFound();
}

export default function NotFound() {
  return null;
}
