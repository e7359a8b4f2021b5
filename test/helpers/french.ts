import { type MessageFormatElement, TYPE, parse } from "@formatjs/icu-messageformat-parser";

/** A kind of fault in French that no message may have, with texts that are refused and texts that only look like it. */
export type FrenchRule = { name: string; fault: RegExp; refused: string[]; fine: string[] };

const fixed = "\u00a0\u202f";

/** What is typed by people who know French but not what it is for: somebody's gender, a colleague's keyboard, an English word. */
export const frenchRules: FrenchRule[] = [
  {
    name: "joins two genders by a sign",
    fault:
      /\p{L}[·•‧]\p{L}|\p{L}\((?:e|s|es|ne|nes|rice|trice|trices|euse|euses|ère|ve)\)|\p{L}\/(?:e|es|ne|trice|euse|ère)s?\b/iu,
    refused: [
      "Inscrit·e",
      "les formateur•rices",
      "Vous êtes inscrit(e)",
      "un(e) collègue",
      "formateur/trice",
      "fichier(s)",
    ],
    fine: ["Enregistré à 14:00 · 3 réponses", "Cours (en ligne)", "Titre (français)", "et/ou", "1/2", "oui/non"],
  },
  {
    name: "names two genders beside each other",
    fault:
      /\p{L}+(?:trice|euse|ière|ienne)s? (?:ou|et) (?:un |le |du )?\p{L}+(?:eur|ier|ien)s?\b|\p{L}+(?:eur|ier|ien)s? (?:ou|et) (?:une |la |de la )?\p{L}+(?:trice|euse|ière|ienne)s?\b|\b(?:un ou une|une ou un|le ou la|la ou le|sa ou son|son ou sa|celles et ceux|ceux et celles|toutes et tous|tous et toutes|celui ou celle|celle ou celui|participantes et participants)\b/iu,
    refused: [
      "Formatrice ou formateur",
      "les modérateurs et modératrices",
      "Sa ou son titulaire",
      "celles et ceux qui lisent",
      "un ou une collègue",
    ],
    fine: ["un ou quelques mots", "Le résumé quotidien ou mensuel", "ordinateur et réseau", "la leçon ou le quiz"],
  },
  {
    name: "says of the reader whether it is a man or a woman",
    fault:
      /\b(?:vous|votre compte vous) (?:n[’'])?(?:êtes|étiez|serez|seriez|soyez|restez|avez (?:été|étiez)|aviez été|aurez été)(?: (?:pas|plus|encore|déjà|maintenant|bien|désormais|toujours|vous|aussi|tout|très)){0,3} (?!ici\b|ainsi\b|aussi\b|parmi\b|hors\b)(?:\p{L}+(?:é|ée|és|ées|i|ie|it|ite|is|ise|u|ue|ert|erte|eux|euse)|sûre?|prête?|seule?|présente?|absente?|nouveau|nouvelle|premier|première)(?!\p{L})/iu,
    refused: [
      "Vous êtes inscrit au cours.",
      "Vous êtes maintenant inscrite.",
      "vous n’êtes pas encore connecté",
      "Vous avez été invité par courriel.",
      "quand vous vous êtes reconnecté",
      "Vous serez déconnecté partout.",
      "si vous êtes prêt",
      "Vous êtes heureux",
    ],
    fine: [
      "Vous êtes ici",
      "Vous êtes libre de partir",
      "Vous étiez hors ligne un moment",
      "la langue où vous êtes à l’aise",
    ],
  },
  {
    name: "says of anybody whether it is a man or a woman",
    fault:
      /(?<!\b(?:pays est|navigateurs?|appareils?|se|vous) |s’)\b(?:inscrits?|réinscrits?|invités?|connectés?|déconnectés?|reconnectés?|abonnés?|identifiés|dispensés?|absents|prévenus?|nommés)(?!\p{L})/iu,
    refused: [
      "Pas encore inscrit",
      "une fois connecté",
      "Personne n’a été invité",
      "Invité par",
      "les inscrits",
      "dispensé",
    ],
    fine: [
      "12 personnes inscrites",
      "Navigateurs connectés, avec adresse réseau",
      "Chaque pays est invité à en tirer sa feuille",
      "toutes les personnes inscrites ont été prévenues",
      "l’inscription",
      "une session connectée",
    ],
  },
  {
    name: "names people by a word for men",
    fault:
      /(?<!\p{L})(?:apprenants?|étudiants?|participants?|stagiaires et|formateurs?|formatrices?|animateurs?|animatrices?|modérateurs?|modératrices?|facilitateurs?|facilitatrices?|administrateurs?|administratrices?|utilisateurs?|utilisatrices?|auteurs?|autrices?|évaluateurs?|évaluatrices?|correcteurs?|correctrices?|rédacteurs?|rédactrices?|lecteurs?|lectrices?|intervenants?|enseignants?|enseignantes?|contributeurs?|organisateurs?|coordinateurs?|tuteurs?|candidats?|nouveaux venus|retardataires et|un responsable|le responsable|ceux qui|tous ceux)(?!\p{L})/iu,
    refused: [
      "Les apprenants le voient",
      "Équipe et utilisateurs",
      "l’auteur du sujet",
      "ceux qui lisent",
      "un responsable décide",
    ],
    fine: [
      "Personnes inscrites",
      "Équipe de formation",
      "participer",
      "l’administration du site",
      "hauteur",
      "les responsables",
    ],
  },
  {
    name: "speaks to a friend",
    fault: /(?<!\p{L})(?:tu|toi|tes|t’as|t’es|clique ici|cliquez ici|svp|s’il te plaît)(?!\p{L})/iu,
    refused: ["Tu peux répondre", "tes cours", "Cliquez ici"],
    fine: ["toutes", "Votre cours", "étude", "tesson"],
  },
  {
    name: "lets a sign fall to the next line",
    fault: new RegExp(
      [
        `(?<!&\\w{1,9})[^\\s«:!?.${fixed}][:;!?»](?=\\s|$|[)»])`,
        " [:;!?»%]",
        `«(?![${fixed}])`,
        `[^${fixed}]»`,
        "[\\d}]%",
        "\\bn°(?!\\u00a0)",
        "[\\d}] [kKMG]o\\b",
        "\\d \\d{3}(?!\\d)",
      ].join("|"),
      "u",
    ),
    refused: [
      "Titre: oui",
      "Titre : oui",
      "Quoi?",
      "Quoi ?",
      "« mot\u00a0»",
      "«\u00a0mot »",
      "«mot»",
      "50%",
      "50 %",
      "n° 3",
      "n°3",
      "10 Mo",
      "2 000 lignes",
      "Fichier :",
    ],
    fine: [
      "Titre\u00a0: oui",
      "Quoi\u202f?",
      "«\u00a0mot\u00a0»",
      "50\u00a0%",
      "n°\u00a03",
      "10\u00a0Mo",
      "2\u202f000 lignes",
      "à 14:00",
      "https://exemple.org/?q=1",
      "(UTC+0)",
      "Écrivez «\u00a0&amp;\u00a0»",
    ],
  },
  {
    name: "uses signs of another keyboard",
    fault:
      /\p{L}'|'\p{L}|["“”]|\.\.\.|\d,\d{3}(?!\d)|\boe(?:uvre|il)|\bc(?:oe)ur|\bnoeud|\b(?:A (?:propos|partir|venir|noter|remettre|revoir|faire|commencer)|Etat|Etape|Echec|Echang|Ecri|Evalu|Equipe|Enonc|Etiquet|Ecran|Etre|Ete)/u,
    refused: [
      "l'heure",
      '"mot"',
      "“mot”",
      "Attendez...",
      "2,000 lignes",
      "oeuvre",
      "A propos",
      "Etat",
      "Ecrire",
      "Evaluation",
    ],
    fine: ["l’heure", "«\u00a0mot\u00a0»", "Attendez…", "2,5", "œuvre", "À propos", "État", "A commencé hier"],
  },
  {
    name: "is English",
    fault:
      /(?<![\p{L}«\u00a0-])(?:mails?|digest|feedback|templates?|newsletter|login|logout|password|upload(?:er)?|download|poster|chat|deadline|checklist|workshop|reviews?|review(?:er|eur)s?|dashboard|settings?|hashtags?|batch|jobs?|plug-?ins?|threads?|topics?|followers?|quizzes|browser|offline|feed|tags?|slugs?|tokens?|certificats? de complétion|digital(?:e|es|ux)?)(?!\p{L})/iu,
    refused: [
      "Un mail vous attend",
      "Le digest du jour",
      "votre feedback",
      "Uploader un fichier",
      "environnement digital",
    ],
    fine: [
      "Un courriel vous attend",
      "Résumé",
      "commentaire",
      "Envoyer un fichier",
      "«\u00a0e-mail\u00a0»",
      "webinaire",
      "quiz",
    ],
  },
  {
    name: "puts no apostrophe before what may begin with a vowel",
    fault: /(?<!\p{L})(?:de|que|le|la|si|jusque|lorsque|puisque) Awa/iu,
    refused: ["Rôle de Awa", "Ce que Awa a enregistré"],
    fine: ["Rôle\u00a0: Awa", "par Awa", "Résultat de «\u00a0Awa\u00a0»", "la cohorte Awa"],
  },
  {
    name: "counts one as many",
    fault: /(?<![\p{L}\d])(?:0|1) \p{L}+s(?<!(?:cours|fois|mois|pays|temps|avis|accès|sans|vous|dans|après))(?!\p{L})/u,
    refused: ["1 personnes", "0 réponses"],
    fine: ["1 personne", "0 réponse", "1 cours", "10 réponses", "1 pays"],
  },
];

/**
 * What a message can say: each branch of its choices once, with 0, 1 and 12 for what it counts. Every value is read as "1"
 * once, so that a noun behind a number without plural forms is found (bounds such as "max" are never 1); else a name is
 * "Awa", and any other value "…".
 */
export function frenchTexts(message: string): string[] {
  const elements = parse(message, { ignoreTag: true });
  const said = [0, 1, 12].flatMap((count) => [0, 1, 2, 3].map((branch) => say(elements, count, branch)));
  return [...new Set(said)];
}

function say(elements: MessageFormatElement[], count: number, branch: number, hash = "#"): string {
  return elements.map((element) => sayOne(element, count, branch, hash)).join("");
}

function sayOne(element: MessageFormatElement, count: number, branch: number, hash: string): string {
  if (element.type === TYPE.literal) return element.value;
  if (element.type === TYPE.pound) return hash;
  if (element.type === TYPE.select) {
    const options = Object.values(element.options);
    return say(options[branch % options.length]!.value, count, branch, hash);
  }
  if (element.type === TYPE.plural) {
    const { options } = element;
    const option = options[`=${count}`] ?? (count < 2 ? options.one : undefined) ?? options.other!;
    return say(option.value, count, branch, String(count));
  }
  const name = "value" in element ? String(element.value) : "";
  if (count === 1 && !bounds.test(name)) return "1";
  return named.test(name) ? "Awa" : "…";
}

const bounds = /^(?:max|min|highest|least|most|days|files|minutes|pixels|words|bytes)$/;
const named = /^(?:name|names|inviter|trainer|own|people|cohort|source|title|course|space|output)$/;
