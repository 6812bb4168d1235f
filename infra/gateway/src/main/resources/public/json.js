/** JSON for reading: two blanks of indent, and a class on each kind of token. The text stays valid JSON. */

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

export function render(target, value) {
  const text = JSON.stringify(value, null, 2);
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    pieces.push(text.slice(end, match.index), piece(match));
    end = match.index + match[0].length;
  }
  target.replaceChildren(...pieces, text.slice(end));
}

function piece([whole, string, colon]) {
  const span = document.createElement('span');
  span.className = string ? (colon ? 'key' : 'string') : 'literal';
  span.textContent = whole;
  return span;
}
