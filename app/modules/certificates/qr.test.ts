import { encode } from "uqr";
import { expect, test } from "vitest";
import { qrPath, qrSvg } from "./qr.ts";

const address = "https://crossroads.example.org/certificates/7K3M-Q9TX-2HVC";

test("the path draws exactly the dark modules", () => {
  const { size, path } = qrPath(address);
  const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let i = 0; i < Number(width); i++) drawn[Number(y)]![Number(x) + i] = true;
  }
  expect(drawn).toEqual(encode(address, { ecc: "M", border: 0 }).data);
});

test("the picture has a name, a quiet zone and no inline style", () => {
  const svg = qrSvg(address, { label: `Check "A" & <B>` });
  expect(svg).toContain('role="img" aria-label="Check &#34;A&#34; &#38; &#60;B&#62;"');
  expect(svg).toMatch(/viewBox="-4 -4 (\d+) \1"/);
  expect(svg).not.toMatch(/style|<script/);
});
