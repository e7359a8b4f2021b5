import { createHash } from "node:crypto";
import pg from "pg";
import { planEachTime } from "#app/infra/statements/plan.ts";
import { singleton } from "#app/lib/singleton.ts";

// A plan takes some 20 to 200 KB in each connection, and texts with lists in them have no end.
export const mostNames = 400;
const mostTexts = 4000;
const seldom = 3;

const texts = () => singleton("statement-texts", () => ({ seen: new Map<string, number | string>(), names: 0 }));

/**
 * A connection that names what this process asks more than a few times, so that PostgreSQL parses it once for each
 * connection and keeps a plan that fits all values, where that is no dearer than one for the values at hand: it compares both
 * (`plan_cache_mode = auto`). docs/decisions/named-statements.md says how that was judged and what is left out.
 */
export class NamingClient extends pg.Client {
  override query(...args: unknown[]): never {
    return (super.query as (...args: unknown[]) => never)(...named(args));
  }
}

function named(args: unknown[]): unknown[] {
  const [first, second, ...rest] = args;
  if (typeof first === "string") {
    if (!Array.isArray(second)) return args;
    const name = nameOf(first);
    return name ? [{ name, text: first, values: second }, ...rest] : args;
  }
  const config = first as { text?: unknown; values?: unknown; name?: unknown; submit?: unknown } | null;
  if (!config || config.submit || config.name || typeof config.text !== "string") return args;
  if (!Array.isArray(config.values) && !Array.isArray(second)) return args;
  const name = nameOf(config.text);
  return name ? [{ ...config, name }, second, ...rest] : args;
}

/** The name of a statement that comes again and again; null for what is seldom, plans nothing, or must not be kept. */
function nameOf(text: string): string | null {
  const known = texts();
  const seen = known.seen.get(text);
  if (typeof seen === "string") return seen;
  if (known.names >= mostNames || (seen === undefined && known.seen.size >= mostTexts)) return null;
  if (seen === undefined || seen < seldom) {
    known.seen.set(text, (seen ?? 0) + 1);
    return null;
  }
  if (!/^\s*(?:select|with|insert|update|delete)\b/i.test(text) || text.includes(planEachTime)) return null;
  const name = `s${createHash("sha1").update(text).digest("base64url")}`;
  known.names += 1;
  known.seen.set(text, name);
  return name;
}
