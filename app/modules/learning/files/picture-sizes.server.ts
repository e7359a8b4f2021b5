import { db } from "#app/infra/db.server.ts";

const picture = /<img src="([^"]*)"/g;

/**
 * The HTML of a lesson whose pictures (files of the course in the folder `filesAt`) say how large they are, so that nothing
 * moves when they arrive. One SQL statement for a text with pictures, none for others.
 */
export async function withPictureSizes(
  html: string,
  { courseId, filesAt }: { courseId: string; filesAt: string },
): Promise<string> {
  const nameOf = (src: string) => (src.startsWith(filesAt) ? decodeURIComponent(src.slice(filesAt.length)) : null);
  const names = [...html.matchAll(picture)].flatMap(([, src = ""]) => nameOf(src) ?? []);
  if (names.length === 0) return html;
  const rows = await db().courseFile.findMany({
    where: { courseId, name: { in: names } },
    select: { name: true, width: true, height: true },
  });
  const sizes = new Map(rows.map((row) => [row.name, row]));
  return html.replace(picture, (tag, src: string) => {
    const size = sizes.get(nameOf(src) ?? "");
    return size?.width && size.height ? `${tag} width="${size.width}" height="${size.height}"` : tag;
  });
}
