// Long lists of choices are searched by typing. The select stays what is sent: of what is typed and is none of its
// choices it sends nothing, and never a choice of before.
import accessibleAutocomplete from "accessible-autocomplete";

const squeezed = (text) => text.trim().replace(/\s+/g, " ");
// The component takes what it shows for HTML.
const escaped = (text) => text?.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export function searchable(select) {
  const options = [...select.options].map((option) => ({ option, text: squeezed(option.textContent) }));
  const nothing = options.find(({ option }) => !option.value);
  const chosen = select.selectedOptions[0];
  const describedBy = select.getAttribute("aria-describedby");
  const choose = (text) => {
    const wanted = squeezed(text).toLowerCase();
    const found = options.find((one) => one.option.value && one.text.toLowerCase() === wanted) ?? nothing;
    select.selectedIndex = found ? found.option.index : -1;
  };
  const { id } = select;
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: chosen?.value ? squeezed(chosen.textContent) : "",
    placeholder: nothing?.text ?? "",
    inputClasses: select.classList.contains("govuk-select--error") ? "govuk-input--error" : null,
    templates: { suggestion: escaped, inputValue: (text) => text },
    // What begins with the text comes before what only holds it.
    source: (query, give) => {
      const wanted = squeezed(query).toLowerCase();
      const found = options.filter(({ option, text }) => option.value && text.toLowerCase().includes(wanted));
      const begins = ({ text }) => text.toLowerCase().startsWith(wanted);
      give([...found.filter(begins), ...found.filter((one) => !begins(one))].map(({ text }) => text));
    },
    onConfirm: (text) => text !== undefined && choose(text),
  });
  const input = document.getElementById(id);
  input.addEventListener("input", () => choose(input.value));
  if (describedBy) {
    // The component gives and takes its own hint while somebody types; ours stays.
    const keep = () => {
      const now = input.getAttribute("aria-describedby") ?? "";
      if (!now.startsWith(describedBy)) {
        input.setAttribute("aria-describedby", `${describedBy} ${now}`.trim());
      }
    };
    keep();
    new MutationObserver(keep).observe(input, { attributeFilter: ["aria-describedby"] });
  }
}
