import { forgetSingleton, provideSingleton } from "#app/lib/singleton.ts";
import type { WrittenFor } from "#app/infra/written-for.server.ts";

/** Makes the first of these libraries look like a version that nobody has seen, until the function it returns is called. */
export function pretendUnknown(versions: WrittenFor): () => void {
  const [library] = Object.keys(versions);
  const forget = () => forgetSingleton(`written-for:${JSON.stringify(versions)}`);
  forget();
  provideSingleton(`installed-version:${library}`, "99.0.0");
  return () => {
    forgetSingleton(`installed-version:${library}`);
    forget();
  };
}
