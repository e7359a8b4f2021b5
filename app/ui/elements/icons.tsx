import type { ReactNode } from "react";

const shapes = {
  arrow: <path d="M3 8h10M9 4l4 4-4 4" />,
  chevron: <path d="m4 6 4 4 4-4" />,
  bold: <path d="M5 3h4a2.4 2.4 0 0 1 0 4.8H5Zm0 4.8h4.6a2.6 2.6 0 0 1 0 5.2H5Z" strokeWidth="2" />,
  italic: <path d="M7 3h5M4 13h5M9.5 3l-3 10" />,
  link: (
    <path d="M7 9.5a2.5 2.5 0 0 0 3.6 0l2-2A2.5 2.5 0 0 0 9 4L8 5m1 1.5a2.5 2.5 0 0 0-3.6 0l-2 2A2.5 2.5 0 0 0 7 12l1-1" />
  ),
  list: <path d="M6 4h7M6 8h7M6 12h7M3 4h.1M3 8h.1M3 12h.1" />,
  quote: <path d="M3 3v10M6 5h7M6 8h7M6 11h4" />,
  code: <path d="m5.5 4-3.5 4 3.5 4m5-8 3.5 4-3.5 4" />,
  check: <path d="m3 8.5 3.5 3.5L13 4.5" />,
  partly: <path d="M3 8h10" />,
  cross: <path d="m4 4 8 8m0-8-8 8" />,
  alert: <path d="M8 3.5v6M8 12v.5" strokeWidth="2" />,
  info: <path d="M8 7v5.5M8 3.5V4" strokeWidth="2" />,
  bell: <path d="M3 12h10c-1.2-1.2-1.3-2.7-1.3-5a3.7 3.7 0 0 0-7.4 0c0 2.3-.1 3.8-1.3 5ZM6.7 14h2.6" />,
  home: <path d="m2 8 6-5.5L14 8M4 6.5v7h8v-7" />,
  lesson: <path d="M3 3.5c2-.7 3.7-.4 5 .6 1.3-1 3-1.3 5-.6v9c-2-.7-3.7-.4-5 .6-1.3-1-3-1.3-5-.6ZM8 4v9" />,
  topic: <path d="M2.5 3h11v8H8l-3 2.5V11H2.5Z" />,
  webinar: <path d="M2 4h8v8H2Zm8 3 4-2v6l-4-2" />,
  pin: <path d="M5 2.5h6M6 2.5v4L4 9h8l-2-2.5v-4M8 9v5" />,
  lock: <path d="M4 7.5h8v6H4Zm1.5 0V5a2.5 2.5 0 0 1 5 0v2.5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/**
 * A small drawing beside a word, never instead of it: it is hidden from assistive technology. `points` turns it round in
 * scripts that run from right to left.
 */
export function Icon({ name, points = false }: { name: IconName; points?: boolean }) {
  return (
    <svg
      className={points ? "icon points" : "icon"}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[name]}
    </svg>
  );
}
