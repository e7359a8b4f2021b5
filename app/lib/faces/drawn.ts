/** A person's face as a live room is told it: their initials, their tone, and the name of the picture that they show. */
export type ToldFace = [initials: string, tone: number, picture?: string];

/** How a face is drawn among others, on the server and in a browser. */
export const faceClass = (tone: number) => `face tone-${tone}`;

/** The picture of a face among others, likewise. */
export const facePicture = (picture: string) =>
  ({ src: `/faces/${picture}/96`, alt: "", width: 32, height: 32, loading: "lazy" }) as const;
