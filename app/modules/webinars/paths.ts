/** Last parts of addresses below /webinars/<id> that are pages of their own, so no webinar's slug. */
const taken = ["room", "edit", "cancel", "register", "unregister", "messages", "people"];

/** A webinar's slug, kept off the addresses that mean something else. */
export function freeSlug(slug: string): string {
  return taken.includes(slug) ? `webinar-${slug}` : slug;
}

/** The address of a webinar. */
export function webinarPath({ publicId, slug }: { publicId: number; slug: string }): string {
  return `/webinars/${publicId}/${encodeURIComponent(slug)}`;
}

/** The address of a webinar's room. */
export function roomPath(publicId: number): string {
  return `/webinars/${publicId}/room`;
}
