import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { currentMark, sections } from "./sections.ts";

/** The parts of the site as a list, with the mark of where one is. */
export function SectionLinks({ path }: { path: string }) {
  const marks = sections.map((section) => currentMark(path, section));
  return <Kept as="ul" attributes={{ role: "list" }} piece={linksPiece} of={[{ facts: { marks } }]} />;
}

type LinksFacts = { marks: ReturnType<typeof currentMark>[] };

const linksPiece: Piece<LinksFacts> = { name: "links of sections", Draw: Links };

function Links({ marks }: LinksFacts) {
  const { t } = useI18n();
  return (
    <>
      {sections.map(({ href, key }, index) => (
        <li key={href}>
          <a href={href} aria-current={marks[index]}>
            {t(key)}
          </a>
        </li>
      ))}
    </>
  );
}
