import { db } from "#app/infra/db.server.ts";

/**
 * Lets the database of this test note the table of every row that is written, but for what a visit itself leaves behind:
 * sessions, forms that were saved for signing in, counts of requests, and the facts that are handed on after the answer.
 */
export async function watchWrites(): Promise<void> {
  await db().$executeRaw`CREATE TABLE written (name text NOT NULL)`;
  await db().$executeRaw`
    CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO written VALUES (TG_TABLE_NAME);
      RETURN NULL;
    END $$`;
  await db().$executeRaw`
    DO $$
    DECLARE name text;
    BEGIN
      FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN
        ('written', '_prisma_migrations', 'sessions', 'kept_forms', 'rate_limits', 'outbox_events')
      LOOP
        EXECUTE format('CREATE TRIGGER note_write AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_write()', name);
      END LOOP;
    END $$`;
}

/** The tables that were written since the last time, once each. */
export async function takeWrites(): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`DELETE FROM written RETURNING name`;
  return [...new Set(rows.map(({ name }) => name))].sort();
}
