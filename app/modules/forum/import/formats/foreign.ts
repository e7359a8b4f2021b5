/** A file of a post, by where it lies in what was uploaded: the name of an entry of the zip, or a place inside a mailbox. */
type ForeignFile = { name: string; at: string };

/** How a text is written where it comes from. */
export type Markup = "markdown" | "html" | "plain";

export type ForeignPost = {
  kind: "post";
  id: string;
  /** The topic's `ref`. */
  topic: string;
  /** Its place among the posts of its topic, where the format numbers them. */
  number: number | null;
  /** The `number` or, in a mailbox, the `id` of the post that it answers. */
  answers: string | null;
  author: string;
  /** As it is written there; whoever keeps it judges it. */
  at: string;
  markup: Markup;
  text: string;
  files: ForeignFile[];
  /** What was odd about it, as the end of a key below `forum.import.reason`. */
  note: string | null;
  /** Where it stood: paths of the old site, with what tells posts apart behind "?". */
  paths: string[];
};

type ForeignTopic = {
  kind: "topic";
  /** What its posts name it by: only inside one file. */
  ref: string;
  /** What it is known by for ever. */
  id: string;
  title: string;
  category: string;
  paths: string[];
};

/** What a format gives, in whatever order its files have: a post may come before its topic, its author or the post that it answers. */
export type ForeignItem =
  | { kind: "category"; id: string; name: string }
  | { kind: "author"; id: string; name: string; email: string | null }
  | ForeignTopic
  | ForeignPost
  /** Something that cannot be taken, with the reason as the end of a key below `forum.import.reason`. */
  | { kind: "problem"; id: string; reason: string };

/** A text file of what was uploaded: its name, and its contents piece by piece. */
export type ForeignText = { name: string; chunks: AsyncIterable<string> };

/** The same as bytes, as often as somebody asks: each of its parts has an encoding of its own. */
export type ForeignBytes = { name: string; open: () => AsyncIterable<Buffer> };

/** A file of which nothing is taken; `reason` is the end of a key below `forum.import.refused`. */
export class Unreadable extends Error {
  constructor(
    readonly reason:
      | "cut"
      | "no_json"
      | "no_mbox"
      | "zip"
      | "unsafe_path"
      | "too_many"
      | "too_large"
      | "ratio"
      | "packing"
      | "nothing",
    readonly file = "",
  ) {
    super(reason);
    this.name = "Unreadable";
  }
}
