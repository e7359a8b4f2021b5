// Fills the hidden field inside with the browser's IANA zone. Without it the server takes the country's zone.
class TimeZone extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }
}

customElements.define("time-zone", TimeZone);
