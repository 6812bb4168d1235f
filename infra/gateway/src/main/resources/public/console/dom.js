/** Small helpers to make elements: text only, never markup. */

export const $ = (id) => document.getElementById(id);

/** An element with attributes (`data-…` too), and children that are elements or text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children);
  return made;
}

const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });

/** A moment as people here write it. */
export function time(iso) {
  return element('time', { datetime: iso }, FORMAT.format(new Date(iso)));
}

/** A button that does something only after it was confirmed in place; leaving it takes the question back. */
export function confirmed(button, confirm, action) {
  const ask = (asking) => {
    button.hidden = asking;
    confirm.hidden = !asking;
  };
  button.addEventListener('click', () => {
    ask(true);
    confirm.focus();
  });
  confirm.addEventListener('click', () => {
    ask(false);
    action();
  });
  confirm.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      ask(false);
      button.focus();
    }
  });
  confirm.addEventListener('blur', () => ask(false));
}
