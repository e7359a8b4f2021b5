/** The page of an address that only leads on: with it, what cannot be led on is shown by the error page. */
export default function LeadsOn() {
  return null;
}
