import { page } from "#app/http/page.server.ts";
import { notFound } from "#app/infra/app-error.ts";

/** Every address that no other route knows, whatever the method. */
export const loader = page(async () => {
  throw notFound();
});
export const action = loader;

export default function NotFound() {
  return null;
}
