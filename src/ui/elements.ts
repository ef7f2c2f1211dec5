// The page's fixed elements (index.html), found once; and a short way to make more.

export function element<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found as Kind;
}

interface Parts {
  class?: string;
  text?: string;
  title?: string;
  children?: Node[];
}

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: className, text, title, children = [] }: Parts = {},
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  if (title) made.title = title;
  made.append(...children);
  return made;
}

/** Static pictures of our own only: the text is not checked. */
export function svg(markup: string, viewBox = '0 0 24 24'): SVGElement {
  const holder = document.createElement('template');
  holder.innerHTML = `<svg viewBox="${viewBox}" aria-hidden="true">${markup}</svg>`;
  return holder.content.firstElementChild as SVGElement;
}
