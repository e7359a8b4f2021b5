import { getSite } from "#app/infra/site-settings.server.ts";
import { productName } from "#app/i18n/product-name.ts";
import { saveSite } from "#app/modules/site/save-site.server.ts";
import { siteSchema } from "#app/modules/site/schemas.ts";
import { demoActor } from "#prisma/seed/demo-people.ts";

const about = {
  about_en: [
    "This installation shows **a demonstration**. Its people, their institutions and what they say are invented; the courses and the Open Roadmap are real.",
    "An administrator replaces this text, the name, the address and the logo under *Administration, Site*.",
  ],
  about_fr: [
    "Cette installation montre **une démonstration**. Les personnes, leurs institutions et leurs propos sont inventés ; les cours et la feuille de route ouverte sont réels.",
    "L’administration remplace ce texte, le nom, l’adresse et le logo sous *Administration, Site*.",
  ],
  about_ar: [
    "يعرض هذا الموقع **نموذجًا تجريبيًا**. الأشخاص ومؤسساتهم وأقوالهم من نسج الخيال، أما الدورات وخريطة الطريق المفتوحة فحقيقية.",
    "يمكن للإدارة تغيير هذا النص والاسم والعنوان والشعار من صفحة *الإدارة، الموقع*.",
  ],
};

/** Says on every page that this is a demonstration. Once: what an administrator has said stays. */
export async function seedDemoSite(): Promise<void> {
  const { version } = await getSite();
  if (version > 0) return;
  const texts = Object.entries(about).map(([name, parts]) => [name, parts.join("\n\n")]);
  const says = {
    version,
    name: productName,
    organisation: "Demo secretariat (invented)",
    contact: "desk@crossroads.test",
  };
  const input = siteSchema.parse({ ...says, ...Object.fromEntries(texts) });
  await saveSite(await demoActor("admin"), input, null);
}
