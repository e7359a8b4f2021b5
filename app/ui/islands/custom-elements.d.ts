import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Island = DetailedHTMLProps<HTMLAttributes<HTMLElement> & Record<`data-${string}`, unknown>, HTMLElement> & {
  /** React 18 hands `class` through to custom elements as it is. */
  class?: string;
};

// One line per island: the custom element that app/islands/<name>.ts defines. (`page-weight` comes with `site-menu`.)
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "chat-room": Island;
      "draft-autosave": Island;
      "form-parts": Island;
      "forum-composer": Island;
      "forum-topic": Island;
      "grade-grid": Island;
      "import-progress": Island;
      "mention-list": Island;
      "order-list": Island;
      "outline-drag": Island;
      "slot-drag": Island;
      "post-draft": Island;
      "quiz-autosave": Island;
      "quiz-timer": Island;
      "page-weight": Island;
      "site-menu": Island;
      "time-zone": Island;
      "unit-editor": Island;
    }
  }
}
