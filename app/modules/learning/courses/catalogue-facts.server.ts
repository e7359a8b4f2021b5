import { allPeople } from "#app/modules/accounts/people.server.ts";
import { presentUnits } from "./sql.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

type NextCohort = {
  startsAt: Date;
  zone: string;
  people: number;
  capacity: number | null;
  /** Whether who enrols may choose it. */
  isJoinable: boolean;
};

/** What anybody may know of a course before they begin it, beside its own words. */
export type CatalogueFacts = {
  /** Of the Open Roadmap, in their order. */
  activities: string[];
  /** How many are enrolled. */
  people: number;
  /** Published units, and how many of them exist in each language of the course. */
  units: number;
  languages: { code: string; units: number }[];
  /** Its team, trainers first; at most four. */
  team: { name: string; handle: string; picture: string | null }[];
  /** The next cohort: when it begins, by the clocks of its zone, and what place is in it. */
  nextCohort: NextCohort | null;
};

/** The same as PostgreSQL hands it over. */
export type CatalogueFactsJson = Omit<CatalogueFacts, "nextCohort"> & {
  nextCohort: (Omit<NextCohort, "startsAt"> & { startsAt: string }) | null;
};

/** The part of them that the units do not say. */
export type CourseFactsJson = Omit<CatalogueFactsJson, "units" | "languages">;

/**
 * SQL: the facts of the course `c` as they are at the moment `at`, in one JSON object for `catalogueFacts`, all but those that an
 * outline of its units says.
 */
export function courseFactsAt(at: Date): Prisma.Sql {
  return Prisma.sql`jsonb_build_object(
    'activities', ARRAY(SELECT a.activity_code FROM course_activities a WHERE a.course_id = c.id ORDER BY 1),
    'people', (SELECT count(*) FROM enrolments e WHERE e.course_id = c.id),
    'team', coalesce((SELECT jsonb_agg(one) FROM (
                        SELECT p.name, p.handle, p.picture FROM course_trainers t JOIN ${allPeople} p ON p.id = t.user_id
                         WHERE t.course_id = c.id AND (p.suspended_until IS NULL OR p.suspended_until <= ${at})
                         ORDER BY t.role DESC, t.created_at, p.id LIMIT 4) one), '[]'),
    'nextCohort', (SELECT jsonb_build_object('startsAt', h.starts_at, 'zone', h.zone, 'capacity', h.capacity,
                            'isJoinable', h.key IS NULL AND c.enrolment_mode IN ('open', 'approval'),
                            'people', (SELECT count(*) FROM cohort_members m WHERE m.cohort_id = h.id))
                     FROM cohorts h WHERE h.course_id = c.id AND h.archived_at IS NULL AND h.starts_at > ${at}
                    ORDER BY h.starts_at LIMIT 1))`;
}

/** SQL: all of them. */
export function catalogueFactsAt(at: Date): Prisma.Sql {
  const isPublished = Prisma.sql`u.course_id = c.id AND u.state = 'published'`;
  return Prisma.sql`${courseFactsAt(at)} || jsonb_build_object(
    'units', (SELECT count(*) FROM ${presentUnits} WHERE ${isPublished}),
    'languages', (SELECT jsonb_agg(jsonb_build_object('code', l.code, 'units', coalesce(x.units, 0)) ORDER BY l.place)
                    FROM unnest(c.languages) WITH ORDINALITY AS l (code, place)
                    LEFT JOIN (SELECT t.language, count(*) AS units
                                 FROM ${presentUnits} JOIN unit_texts t ON t.unit_id = u.id
                                WHERE ${isPublished} GROUP BY 1) x ON x.language = l.code))`;
}

/** The facts from what `catalogueFactsAt` gave. */
export function catalogueFacts({ nextCohort, ...facts }: CatalogueFactsJson): CatalogueFacts {
  return { ...facts, nextCohort: nextCohort && { ...nextCohort, startsAt: new Date(nextCohort.startsAt) } };
}
