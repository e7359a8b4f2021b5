import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The font packages (TTF, SIL OFL) and the files that certificates use; the first file of each decides what it can draw.
 * The names are those of the packages without their scope. Each file is read when a text first needs it.
 */
const files = {
  amiri: ["400Regular/Amiri_400Regular.ttf"],
  "noto-sans": [
    "400Regular/NotoSans_400Regular.ttf",
    "300Light/NotoSans_300Light.ttf",
    "600SemiBold/NotoSans_600SemiBold.ttf",
  ],
  "noto-sans-sc": ["300Light/NotoSansSC_300Light.ttf"],
  "gentium-book-plus": ["400Regular/GentiumBookPlus_400Regular.ttf"],
  "biz-udpmincho": ["400Regular/BIZUDPMincho_400Regular.ttf"],
  "nanum-myeongjo": ["400Regular/NanumMyeongjo_400Regular.ttf"],
  "noto-serif-devanagari": ["400Regular/NotoSerifDevanagari_400Regular.ttf"],
  "noto-serif-bengali": ["400Regular/NotoSerifBengali_400Regular.ttf"],
  "noto-serif-hebrew": ["400Regular/NotoSerifHebrew_400Regular.ttf"],
  "noto-sans-tamil": ["400Regular/NotoSansTamil_400Regular.ttf"],
  "noto-sans-sinhala": ["400Regular/NotoSansSinhala_400Regular.ttf"],
  "noto-sans-thai": ["400Regular/NotoSansThai_400Regular.ttf"],
  "noto-sans-khmer": ["400Regular/NotoSansKhmer_400Regular.ttf"],
  "noto-sans-lao": ["400Regular/NotoSansLao_400Regular.ttf"],
  "noto-sans-myanmar": ["400Regular/NotoSansMyanmar_400Regular.ttf"],
  "noto-sans-ethiopic": ["400Regular/NotoSansEthiopic_400Regular.ttf"],
  "noto-sans-georgian": ["400Regular/NotoSansGeorgian_400Regular.ttf"],
  "noto-sans-armenian": ["400Regular/NotoSansArmenian_400Regular.ttf"],
  "noto-sans-nko": ["400Regular/NotoSansNKo_400Regular.ttf"],
  "noto-sans-tifinagh": ["400Regular/NotoSansTifinagh_400Regular.ttf"],
  "noto-sans-thaana": ["400Regular/NotoSansThaana_400Regular.ttf"],
  "noto-sans-gujarati": ["400Regular/NotoSansGujarati_400Regular.ttf"],
  "noto-sans-gurmukhi": ["400Regular/NotoSansGurmukhi_400Regular.ttf"],
  "noto-serif-telugu": ["400Regular/NotoSerifTelugu_400Regular.ttf"],
  "noto-sans-kannada": ["400Regular/NotoSansKannada_400Regular.ttf"],
  "noto-sans-malayalam": ["400Regular/NotoSansMalayalam_400Regular.ttf"],
  "noto-sans-oriya": ["400Regular/NotoSansOriya_400Regular.ttf"],
} as const;

export type Typeface = keyof typeof files;

/**
 * How a script is set: the typefaces that may draw it, the best first. Latin, Greek and Cyrillic letters of one text are
 * all in one typeface: a single foreign letter inside a name looks like a misprint. So are those of Japanese.
 */
const european = { group: "european", faces: ["gentium-book-plus", "noto-sans"] } as const;
const chinese = { group: "chinese", faces: ["noto-sans-sc"] } as const;
const japanese = { group: "japanese", faces: ["biz-udpmincho", "noto-sans-sc"] } as const;

type Setting = { readonly group: string; readonly faces: readonly Typeface[] };

export const settings = {
  Latin: european,
  Greek: european,
  Cyrillic: european,
  Arabic: { group: "arabic", faces: ["amiri"] },
  Han: chinese,
  Bopomofo: chinese,
  Hiragana: japanese,
  Katakana: japanese,
  Hangul: { group: "korean", faces: ["nanum-myeongjo"] },
  Devanagari: { group: "devanagari", faces: ["noto-serif-devanagari"] },
  Bengali: { group: "bengali", faces: ["noto-serif-bengali"] },
  Hebrew: { group: "hebrew", faces: ["noto-serif-hebrew"] },
  Tamil: { group: "tamil", faces: ["noto-sans-tamil"] },
  Sinhala: { group: "sinhala", faces: ["noto-sans-sinhala"] },
  Thai: { group: "thai", faces: ["noto-sans-thai"] },
  Khmer: { group: "khmer", faces: ["noto-sans-khmer"] },
  Lao: { group: "lao", faces: ["noto-sans-lao"] },
  Myanmar: { group: "burmese", faces: ["noto-sans-myanmar"] },
  Ethiopic: { group: "ethiopic", faces: ["noto-sans-ethiopic"] },
  Georgian: { group: "georgian", faces: ["noto-sans-georgian"] },
  Armenian: { group: "armenian", faces: ["noto-sans-armenian"] },
  Nko: { group: "nko", faces: ["noto-sans-nko"] },
  Tifinagh: { group: "tifinagh", faces: ["noto-sans-tifinagh"] },
  Thaana: { group: "thaana", faces: ["noto-sans-thaana"] },
  Gujarati: { group: "gujarati", faces: ["noto-sans-gujarati"] },
  Gurmukhi: { group: "gurmukhi", faces: ["noto-sans-gurmukhi"] },
  Telugu: { group: "telugu", faces: ["noto-serif-telugu"] },
  Kannada: { group: "kannada", faces: ["noto-sans-kannada"] },
  Malayalam: { group: "malayalam", faces: ["noto-sans-malayalam"] },
  Oriya: { group: "odia", faces: ["noto-sans-oriya"] },
} as const satisfies Record<string, Setting>;

/**
 * Typefaces whose makers drew many marks back from the pen, over the letter before, instead of saying where they are held.
 * Such a mark is right when its middle is over that letter.
 */
export const facesWithMarksDrawnBack: readonly Typeface[] = [
  "noto-sans-gujarati",
  "noto-sans-gurmukhi",
  "noto-serif-telugu",
  "noto-sans-malayalam",
];

export type Script = keyof typeof settings;

/** The scripts that version 2 of the template had no typeface for: its certificates go on showing □. */
export const scriptsSinceVersion3: readonly Script[] = [
  "Gujarati",
  "Gurmukhi",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Oriya",
];

const templateFolder = "app/modules/certificates/templates";

/**
 * The nearest folder above the running file (source or bundle) or above the working directory that holds the templates.
 * Throws when there is none.
 */
export function findProjectRoot(): string {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, templateFolder))) return folder;
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error(`No folder above ${process.cwd()} holds ${templateFolder}`);
}

/**
 * Where the templates and fonts lie on disk, below a project root. Code that runs from a bundle cannot know it from its
 * own place, therefore the root is a parameter.
 */
export function certificateAssets(root: string): { templates: string; fonts: Record<Typeface, string[]> } {
  const { resolve } = createRequire(join(root, "package.json"));
  const fonts = Object.entries(files).map(([name, own]) => {
    const folder = dirname(resolve(`@expo-google-fonts/${name}/package.json`));
    return [name, own.map((file) => join(folder, file))];
  });
  return { templates: join(root, templateFolder), fonts: Object.fromEntries(fonts) as Record<Typeface, string[]> };
}
