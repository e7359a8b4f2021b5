import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { getSite } from "#app/infra/site-settings.server.ts";
import { saveSite } from "#app/modules/site/save-site.server.ts";
import { siteSchema } from "#app/modules/site/schemas.ts";
import { makeCertificate, makeShortCourse } from "#test/factories/certificates.ts";
import { makeUser } from "#test/factories/users.ts";
import { makePng } from "#test/factories/course-files.ts";
import { zip } from "#test/helpers/zip.ts";
import { kindsBesideCourses, makeStage, type Stage } from "./people.fixture.ts";
import { administrators, area, everybody, get, only, post, type Row, same } from "./row.fixture.ts";
import { withFile } from "./run.fixture.ts";

type Things = {
  /** The learner's. */
  certificate: string;
  /** Of somebody else. */
  otherCertificate: string;
  /** Somebody whom nobody else asks for. */
  person: string;
  importRun: string;
  /** The file of the site's logo. */
  logo: string;
};
type Here = Things & Stage;

const certificate = ({ certificate: serial }: Here) => `/certificates/${serial}`;
const run = ({ importRun }: Here) => `/admin/imports/${importRun}`;

const rows: Row<Here>[] = [
  get("/", () => "/", everybody),
  get("search", () => "/search?q=roadmap&kind=topic", everybody),
  get("about", () => "/about", everybody),
  get("privacy", () => "/privacy", everybody),
  get("drawings/:version/:kind/:road/:file", () => "/drawings/1/course/2/one.svg", everybody),
  get("drawings/:version/:kind/:road/:file", () => "/drawings/1/place/2/one.png", everybody, { about: "for previews" }),
  get("robots.txt", () => "/robots.txt", everybody),
  get("sitemap.xml", () => "/sitemap.xml", everybody),
  get("sitemaps/:file", () => "/sitemaps/activities.xml", everybody),
  get("roadmap", () => "/roadmap", everybody),
  get("roadmap/:code", () => "/roadmap/1.1", everybody),
  get("dev/mail", () => "/dev/mail", everybody),
  get("dev/mail/:id", () => "/dev/mail/unknown", same(404)),
  get("dev/mail/:id/parts/:part", () => "/dev/mail/unknown/parts/html", same(404)),
  get("*", () => "/nowhere", same(404)),
  post("*", () => "/nowhere", { intent: "save" }, same(404)),
  get("certificates", () => "/certificates", everybody),
  get("certificates/:serial", certificate, everybody),
  get("certificates/:serial/pdf", (here) => `${certificate(here)}.pdf`, everybody),
  get("certificates/:serial/json", (here) => `${certificate(here)}.json`, everybody),
  get("certificates/:serial/correct", (here) => `${certificate(here)}/correct`, everybody),
  post(
    "certificates/:serial/correct",
    (here) => `${certificate(here)}/correct`,
    (_, { fresh }) => ({ legalName: `Name ${fresh}` }),
    only(["learner"]),
  ),
  get("admin", () => "/admin", administrators),
  get("admin/site", () => "/admin/site", administrators),
  post(
    "admin/site",
    () => "/admin/site",
    async (_, { fresh }) => ({ version: String((await getSite()).version), name: `Site ${fresh}` }),
    administrators,
  ),
  get("logo/:file", ({ logo }) => `/logo/${logo}`, everybody),
  get("admin/people", () => "/admin/people", administrators),
  post(
    "admin/people",
    () => "/admin/people",
    ({ person }) => ({ handle: person, role: "trainer" }),
    administrators,
  ),
  post(
    "admin/people",
    () => "/admin/people",
    (_, { actor }) => ({ handle: actor?.handle ?? "nobody", role: "administrator" }),
    only([]),
    { about: "of oneself" },
  ),
  get("admin/people/:handle", ({ person }) => `/admin/people/${person}`, administrators),
  get("admin/figures", () => "/admin/figures?year=2025", administrators),
  get("admin/figures/trained.csv", () => "/admin/figures/trained.csv?year=2025", administrators),
  get("admin/figures/weeks.csv", () => "/admin/figures/weeks.csv", administrators),
  get("admin/audit", () => "/admin/audit", administrators),
  get("admin/jobs", () => "/admin/jobs", administrators),
  post("admin/jobs", () => "/admin/jobs", {}, administrators, { isSilent: true }),
  get("admin/certificates", () => "/admin/certificates", administrators),
  post(
    "admin/certificates",
    () => "/admin/certificates",
    ({ otherCertificate }) => ({ serial: otherCertificate, reason: "issued_in_error", note: "" }),
    administrators,
  ),
  get("admin/imports", () => "/admin/imports", administrators),
  post(
    "admin/imports",
    () => "/admin/imports",
    () => withFile({}, "package", { name: "course.zip", content: zip([{ name: "course.md", data: "# Course" }]) }),
    administrators,
  ),
  get("admin/imports/:id", run, administrators),
  get("admin/imports/:id/status.json", (here) => `${run(here)}/status.json`, administrators),
];

async function make(): Promise<Here> {
  const stage = await makeStage();
  const short = await makeShortCourse();
  const { serial } = await makeCertificate({ holder: stage.people.learner, course: short });
  const other = await makeCertificate({ course: short });
  const data = { actorId: stage.people.administrator.id, source: "course.zip", storageKey: `imports/${randomUUID()}` };
  const { id } = await db().importRun.create({ data, select: { id: true } });
  const { handle } = await makeUser();
  const siteSays = siteSchema.parse({ version: "0", name: "Crossroads" });
  await saveSite(stage.people.administrator, siteSays, makePng({ colour: 1 }));
  const { logo } = await getSite();
  return {
    ...stage,
    logo: logo!.file,
    certificate: serial,
    otherCertificate: other.serial,
    person: handle,
    importRun: id,
  };
}

export const site = area<Things>({
  name: "certificates, administration and site",
  make,
  rows,
  asks: kindsBesideCourses,
});
