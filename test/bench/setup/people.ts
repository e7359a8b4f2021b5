import { pool } from "#app/infra/db.server.ts";

/** The id of the nth made person; the same in every run. */
export function personId(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
}

/** What the nth made person's browser sends as `Cookie`. */
export function cookieOf(n: number): string {
  return `session=bench-session-${n}`;
}

/** Makes `count` people, numbered from 1, with a confirmed address and an open session each. */
export async function addPeople(count: number): Promise<void> {
  await pool().query(
    `INSERT INTO users (id, email, name, handle, password_hash, country, language, zone, email_confirmed_at)
     SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'person-' || n || '@example.org',
            (ARRAY['Awa','Minh','Ana','Layla','Jean'])[n % 5 + 1] || ' ' || (ARRAY['Ndiaye','Trần','Quispe','Haddad'])[n % 4 + 1],
            'person-' || n, 'none', (ARRAY['SN','VN','PE','JO','FR'])[n % 5 + 1], 'en', 'Africa/Dakar', now()
       FROM generate_series(1, $1::int) n`,
    [count],
  );
  await pool().query(
    `INSERT INTO sessions (id, user_id, expires_at)
     SELECT encode(sha256(convert_to('bench-session-' || n, 'UTF8')), 'hex'),
            ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, now() + interval '29 days'
       FROM generate_series(1, $1::int) n`,
    [count],
  );
}
