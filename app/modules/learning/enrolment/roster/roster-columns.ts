import { normalize } from "#app/lib/combining-marks.ts";

type Column = "email" | "name" | "first" | "last" | "cohort";

// What people and programs call the columns, in English, French, Arabic, Spanish, Russian, Chinese and Portuguese, as `folded` leaves them;
// Moodle's own names (user upload) among them.
const names: Record<Column, string[]> = {
  email: [
    ...[
      "email",
      "mail",
      "emailaddress",
      "mailaddress",
      "courriel",
      "adressecourriel",
      "adresseelectronique",
      "adresseemail",
    ],
    ...["adressemail", "adresse", "correo", "correoelectronico", "direcciondecorreo", "direcciondecorreoelectronico"],
    ...[
      "البريد",
      "البريدالالكتروني",
      "البريدالإلكتروني",
      "عنوانالبريدالإلكتروني",
      "الايميل",
      "الإيميل",
      "почта",
      "электроннаяпочта",
      "адрес",
    ],
    ...[
      "адресэлектроннойпочты",
      "эл.почта",
      "элпочта",
      "邮箱",
      "电子邮件",
      "电子邮箱",
      "邮件",
      "邮件地址",
      "emaildirección",
      "endereçodeemail",
      "enderecodeemail",
    ],
  ],
  name: [
    ...[
      "name",
      "fullname",
      "nom",
      "nomcomplet",
      "nometprenom",
      "nomprenom",
      "الاسم",
      "الاسمالكامل",
      "nombre",
      "nombrecompleto",
    ],
    ...["имя", "фио", "полноеимя", "姓名", "名字", "全名"],
  ],
  first: [
    "firstname",
    "givenname",
    "prenom",
    "الاسمالأول",
    "الاسمالاول",
    "nombres",
    "nombredepila",
    "имячеловека",
    "名",
  ],
  last: [
    "lastname",
    "surname",
    "familyname",
    "nomdefamille",
    "اسمالعائلة",
    "اللقب",
    "apellido",
    "apellidos",
    "фамилия",
    "姓",
    "姓氏",
  ],
  cohort: [
    ...[
      "cohort",
      "cohorts",
      "group",
      "groups",
      "class",
      "cohorte",
      "cohortes",
      "groupe",
      "groupes",
      "classe",
      "الفوج",
      "فوج",
      "الأفواج",
    ],
    ...["المجموعة", "grupo", "grupos", "clase", "группа", "группы", "когорта", "поток", "班级", "小组", "组", "群组"],
  ],
};

/** A column's name without case, accents, spaces and signs; Moodle counts its columns ("cohort1"). */
function folded(cell: string): string {
  const plain = normalize(cell.toLowerCase(), "NFKD").replace(/[\p{M}\s\p{P}\p{Default_Ignorable_Code_Point}]/gu, "");
  return normalize(plain).replace(/(?<=\p{L})\d+$/u, "");
}

const known = new Map<string, Column>();
for (const [column, list] of Object.entries(names)) for (const name of list) known.set(folded(name), column as Column);

export type RosterColumns = {
  /** Where each column stands; the first of several counts, of cohorts the first that is filled. */
  at: Record<Column, number[]>;
  /** Names of columns that are not used, as they stand there. */
  ignored: string[];
  width: number;
};

/** The columns of a first line that names some; null when it holds people. A line with an address holds people. Throws nothing. */
export function readHeader(cells: string[]): RosterColumns | null {
  if (cells.some((cell) => cell.includes("@"))) return null;
  const at: RosterColumns["at"] = { email: [], name: [], first: [], last: [], cohort: [] };
  const ignored: string[] = [];
  for (const [position, cell] of cells.entries()) {
    const column = known.get(folded(cell));
    if (column) at[column].push(position);
    else if (cell.trim() !== "") ignored.push(cell.trim());
  }
  const isHeader = Object.values(at).some((positions) => positions.length > 0);
  return isHeader ? { at, ignored, width: cells.length } : null;
}
