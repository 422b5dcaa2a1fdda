/** HTML put together so that nothing gets into it unescaped. */
import { UNSAFE, visible } from '../paint.js'

/** HTML that is safe to insert as it is. Only this folder makes it. */
export class Markup {
  constructor(readonly source: string) {}
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')

type Insert = string | number | Markup | readonly Markup[]

function inserted(value: Insert): string {
  if (value instanceof Markup) return value.source
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? escaped(visible(value)) : value.map(({ source }) => source).join('')
}

/** Tag of a template: strings that are inserted are escaped, for elements and for quoted attributes alike. */
export function markup(strings: TemplateStringsArray, ...values: readonly Insert[]): Markup {
  let source = strings[0] ?? ''
  for (const [at, value] of values.entries()) source += inserted(value) + (strings[at + 1] ?? '')
  return new Markup(source)
}

export const nothing = new Markup('')

const codePoint = (sign: string): string => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/**
 * A stretch of an article: line feeds and tabs stay as they are. Other characters that cannot be seen, or that turn the
 * direction of writing around, are shown by their code points.
 */
export function prose(text: string): Markup {
  const shown = (sign: string): string => (sign === '\n' || sign === '\t' ? sign : `<span class="cc">${codePoint(sign)}</span>`)
  return new Markup(escaped(text.replace(/\r\n/g, '\n').replace(/\r$/, '')).replace(UNSAFE, shown))
}
