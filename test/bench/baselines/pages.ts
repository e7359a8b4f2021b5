import { createServer } from "node:http";
import pg from "pg";
import { type Answer, caseHeader } from "./answer.ts";

// The least a server can do for a page: the page's SQL through the same pool, then bytes that are there already. The
// pool's size is the product's default.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL!, max: 10 });
const answers = new Map<string, Answer>();

process.on("message", ([key, answer]: [string, Answer]) => {
  answers.set(key, answer);
  process.send!("taken");
});
process.on("disconnect", () => process.exit());
process.on("SIGTERM", () => process.exit());

const server = createServer(async (request, response) => {
  const { headers, body, groups } = answers.get(request.headers[caseHeader] as string)!;
  for (const group of groups)
    await Promise.all(group.map((statement) => pool.query({ ...statement, rowMode: "array" })));
  response.writeHead(200, { ...headers, "content-length": body.length });
  response.end(body);
});
server.keepAliveTimeout = 75_000;
server.listen(Number(process.env.PORT), "127.0.0.1");
