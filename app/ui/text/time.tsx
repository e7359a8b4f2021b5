type TimeProps = {
  /** The instant, for machines. */
  iso: string;
  /** The same in the reader's language and zone ("12 March, 14:00 Dakar time"): formatted by the caller. */
  text: string;
  /** How far away it is ("in 3 days"), beside the date and never instead of it. */
  relative?: string;
};

/** A date as a date, with the distance to it beside. */
export function Time({ iso, text, relative }: TimeProps) {
  return (
    <time dateTime={iso}>
      {text}
      {relative && <span className="soft"> ({relative})</span>}
    </time>
  );
}
