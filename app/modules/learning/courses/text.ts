import { type LayerText, layerIn } from "#app/lib/layers.ts";

export type Text = LayerText;

/** The layer in `language`, else in the course's own language, else any; empty when there is none. Throws nothing. */
export function textIn(layers: unknown, language: string, ownLanguage: string): Text {
  return layerIn(layers, language, ownLanguage) ?? { text: "", language: ownLanguage };
}
