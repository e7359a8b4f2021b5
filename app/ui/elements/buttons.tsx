import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from "react";

export type ButtonVariant = "primary" | "secondary" | "danger" | "quiet";

function classOf(variant: ButtonVariant, extra?: string) {
  return ["button", variant !== "secondary" && `button-${variant}`, extra].filter(Boolean).join(" ");
}

/** Does what its words say. At most one primary button a form; quiet ones look like links and stay out of the way. */
export function Button({
  variant = "secondary",
  type = "submit",
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { variant?: ButtonVariant }) {
  return <button type={type} className={classOf(variant, className)} {...rest} />;
}

/** A link that is the main step of a page, and so looks like a button. It leads somewhere; it never changes anything. */
export function LinkButton({
  variant = "secondary",
  className,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { variant?: ButtonVariant; href: string }) {
  return <a className={classOf(variant, className)} {...rest} />;
}

/** Buttons side by side; on a narrow screen each takes the whole line. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="button-row">{children}</div>;
}
