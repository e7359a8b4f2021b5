import type { RequestHandler } from "express";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { pool } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { findUnready } from "#app/infra/health/readiness.server.ts";
import { within } from "#app/infra/health/within.ts";
import { queueHealth } from "#app/infra/queue.server.ts";
import { findSingleton, provideSingleton, singleton } from "#app/lib/singleton.ts";
import { knownMigrations } from "#prisma/history.ts";
import type { AnsweredPages } from "#server/http/guest-cache/guest-cache.ts";
import type { AdmissionState } from "#server/http/overload/admission.ts";
import { isFromThisMachine } from "#server/http/local.ts";

/** Alive: the process answers. */
export const live: RequestHandler = (_, response) => {
  response.json({ status: "live" });
};

/** From now on `ready` answers 503, so that a balancer sends nobody here any more. */
export function startDraining(): void {
  provideSingleton("draining", true);
}

/**
 * Ready: not draining, and database, queue, migrations and Redis are well. 503 names what is not, within two seconds, whatever
 * hangs.
 */
export const ready: RequestHandler = async (_, response) => {
  const known = singleton("known-migrations", knownMigrations);
  const failed: string[] = findSingleton<boolean>("draining") ? ["draining"] : [];
  failed.push(...(await findUnready(known)));
  response
    .set("Cache-Control", "no-store")
    .status(failed.length === 0 ? 200 : 503)
    .json({ status: failed.length === 0 ? "ready" : "not ready", failed });
};

/** How long the figures wait for the queue before they go without it. */
const patience = 1500;

const admissionState = () =>
  findSingleton<() => AdmissionState>("admission")?.() ?? { inside: 0, waiting: 0, waited: 0, refused: {} };

function metricsOf() {
  return singleton("metrics", () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const seconds = new Histogram({
      name: "http_request_seconds",
      help: "Time to answer, by method and status class",
      labelNames: ["method", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    });
    const bytes = new Counter({ name: "http_response_bytes", help: "Bytes sent in answers", registers: [registry] });
    const jobs = new Gauge({
      name: "queue_jobs",
      help: "Jobs in the queue by state",
      labelNames: ["state"],
      registers: [registry],
      async collect() {
        const counts = await within(patience, queueHealth()).catch(() => ({}));
        for (const [state, count] of Object.entries(counts)) this.set({ state }, Number(count));
      },
    });
    new Gauge({
      name: "http_requests_at_the_gate",
      help: "Requests that are worked on, and that wait for it",
      labelNames: ["state"],
      registers: [registry],
      collect() {
        const { inside, waiting } = admissionState();
        this.set({ state: "inside" }, inside);
        this.set({ state: "waiting" }, waiting);
      },
    });
    new Gauge({
      name: "http_requests_refused",
      help: "Requests answered 503 since the start, by reason",
      labelNames: ["reason"],
      registers: [registry],
      collect() {
        for (const [reason, count] of Object.entries(admissionState().refused)) this.set({ reason }, count);
      },
    });
    new Gauge({
      name: "http_guest_pages",
      help: "Pages of guests since the start: from memory, waited for while another's was made, made",
      labelNames: ["from"],
      registers: [registry],
      collect() {
        const answered = findSingleton<() => AnsweredPages>("guest-pages")?.() ?? { memory: 0, waited: 0, made: 0 };
        for (const [from, count] of Object.entries(answered)) this.set({ from }, count);
      },
    });
    new Gauge({
      name: "database_pool",
      help: "Connections of the pool, and requests that wait for one",
      labelNames: ["state"],
      registers: [registry],
      collect() {
        const { totalCount, idleCount, waitingCount } = pool();
        for (const [state, count] of Object.entries({ total: totalCount, idle: idleCount, waiting: waitingCount }))
          this.set({ state }, count);
      },
    });
    return { registry, seconds, bytes, jobs };
  });
}

/** Measures every answer. */
export const measure: RequestHandler = (request, response, next) => {
  const stop = metricsOf().seconds.startTimer({ method: request.method });
  response.once("finish", () => {
    stop({ status: `${Math.floor(response.statusCode / 100)}xx` });
    metricsOf().bytes.inc(Number(response.getHeader("content-length") ?? 0));
  });
  next();
};

/** Prometheus figures, for a program of this machine that asks directly, or for who brings METRICS_TOKEN. */
export const metrics: RequestHandler = async (request, response) => {
  const token = env().METRICS_TOKEN;
  const bringsToken = token !== undefined && request.get("authorization") === `Bearer ${token}`;
  if (!bringsToken && !isFromThisMachine(request)) return void response.sendStatus(403);
  response.type(metricsOf().registry.contentType).send(await metricsOf().registry.metrics());
};
