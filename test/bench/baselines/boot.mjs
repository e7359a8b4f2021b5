// Plain JavaScript, so that nothing but Node and `pg` is started.
import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
createServer(async (_, response) => {
  await pool.query("SELECT 1");
  response.end("ready");
}).listen(Number(process.env.PORT), "127.0.0.1");
