/**
 * The pages that search engines may list. Whatever is not among them says `noindex`: lists under a filter have these as their canonical
 * address, and what is about one person (a profile, a certificate, an invitation) is found by whoever was given its address.
 */
const listed = [
  /^\/$/,
  /^\/(?:about|privacy|roadmap|courses|forum|webinars)$/,
  /^\/roadmap\/[^/]+$/,
  /^\/courses\/[^/]+$/,
  /^\/courses\/[^/]+\/(?!(?:enrol|leave|grades|complete)$)[^/]+$/,
  /^\/forum\/tags(?:\/[^/]+)?$/,
  /^\/forum\/(?!(?:preview)$)[^/]+$/,
  /^\/forum\/(?!(?:spaces|files)\/)[^/]+\/charter$/,
  /^\/topics\/\d+(?:\/(?!(?:reply|follow|open|tags|close|pin|move|merge|split|poll|vote|consultation|unread|read|changes\.json)$)[^/]+)?$/,
  /^\/topics\/\d+\/consultation$/,
  /^\/webinars\/\d+(?:\/(?!(?:edit|people|cancel|register|unregister|calendar\.ics|room|messages|messages\.json)$)[^/]+)?$/,
  // Pictures, which previews of links load.
  /^\/(?:drawings|logo)\//,
  /^\/(?:robots\.txt|sitemap\.xml)$/,
];

/** Whether a search engine may list what stands at `path`. */
export function isForSearchEngines(path: string): boolean {
  return listed.some((pattern) => pattern.test(path));
}

/**
 * What crawlers are asked to leave alone, as `robots.txt` has it (RFC 9309): what is one person's, what is staff's, forms, and what only
 * programs ask for. People, certificates and invitations are not named, so that a crawler which was led to one reads that it is not to be listed. `$` ends what
 * is also the beginning of a title.
 */
const leftAlone = [
  ...["/search", "/me$", "/me/", "/login", "/logout", "/join", "/confirm", "/password/", "/setup", "/mail/", "/dev/"],
  ...["/moderation", "/admin", "/teach", "/facilitation", "/waiting/", "/report", "/appeal", "/faces/"],
  ...["/feeds/private.atom", "/replies/", "/statements/", "/forum/preview", "/forum/spaces/", "/forum/files/"],
  ...[
    "/forum/*/new",
    "/forum/*/join",
    "/forum/*/leave",
    "/forum/*/members",
    "/forum/*/settings",
    "/forum/*/invitations",
  ],
  ...["/topics/*/reply$", "/topics/*/read$", "/topics/*/changes.json", "/courses/*/enrol$", "/courses/*/*/attempt$"],
  ...["/webinars/new$", "/webinars/*/room$", "/webinars/*/register$", "/webinars/*/messages$", "/*?tab=", "/*&tab="],
  ...["/health/", "/metrics"],
];

/** The file `robots.txt` of a site at `origin`. */
export function robotsText(origin: string): string {
  return [
    "User-agent: *",
    ...leftAlone.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${origin}/sitemap.xml`,
    "",
  ].join("\n");
}
