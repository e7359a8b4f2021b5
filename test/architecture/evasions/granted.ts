import { grantedAtHome } from "../rules/granted.ts";
import type { Evasion } from "./fixture.ts";

const home = "app/modules/forum/right.ts";
const who = "app/modules/forum/taken.ts";
const grant = `declare const isGranted: unique symbol;
export type Right = { by: string; readonly [isGranted]: true };
export const grant = () => ({ by: "a" }) as Right;`;
const imported = 'import { grant, type Right } from "#app/modules/forum/right.ts";\n';
const asked = { [home]: grant, [who]: `${imported}export const one: Right = grant();` };

function claim(name: string, text: string): Evasion {
  return {
    name: `a right claimed ${name}`,
    rule: grantedAtHome,
    files: { [home]: grant, [who]: text },
    caught: [`${who} -> Right`],
    twin: asked,
  };
}

/** Ways to hold a right that nobody granted. */
export const grantedEvasions: Record<string, Evasion[]> = {
  "a right": [
    claim("by a cast", `${imported}export const one = { by: "b" } as Right;`),
    claim("by way of unknown", `${imported}export const one = "b" as unknown as Right;`),
    claim("in angle brackets", `${imported}export const one = <Right>{ by: "b" };`),
    claim("under another name", `import type { Right as Other } from "#${home}";\nexport const one = {} as Other;`),
    claim("by an own type", `${imported}type Mine = Right & { more: true };\nexport const one = {} as Mine;`),
    claim("by a type named where it is used", `export const one = {} as import("#${home}").Right;`),
  ],
};
