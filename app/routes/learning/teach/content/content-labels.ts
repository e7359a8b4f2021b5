/** How far a unit's text has come. */
export const contentStates = {
  draft: "authoring.outline.state.draft",
  published: "authoring.outline.state.published",
  changed: "authoring.outline.state.changed",
} as const;

/** How a language stands to the course's own. */
export const translationLabels = {
  own: "authoring.outline.translation.own",
  missing: "authoring.outline.translation.missing",
  outdated: "authoring.outline.translation.outdated",
  current: "authoring.outline.translation.current",
} as const;
