/** What the kinds of HTML elements mean for the text in them (WHATWG HTML, rendering and parsing chapters). */

const BLOCKS = [
  'address', 'article', 'aside', 'blockquote', 'body', 'button', 'caption', 'center', 'col', 'colgroup', 'dd', 'details', 'dialog',
  'dir', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'frameset', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
  'head', 'header', 'hgroup', 'hr', 'html', 'legend', 'li', 'listing', 'main', 'menu', 'nav', 'ol', 'optgroup', 'option', 'p',
  'plaintext', 'pre', 'search', 'section', 'select', 'summary', 'table', 'tbody', 'td', 'template', 'textarea', 'tfoot', 'th',
  'thead', 'title', 'tr', 'ul', 'xmp'
] as const

const VOIDS = [
  'area', 'base', 'basefont', 'bgsound', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'keygen', 'link', 'meta', 'param',
  'source', 'track', 'wbr'
] as const

/** Elements that show no text of the page. */
const UNSEEN = [
  'audio', 'canvas', 'iframe', 'noembed', 'noframes', 'noscript', 'object', 'rp', 'rt', 'script', 'style', 'svg', 'template', 'video'
] as const

/** Elements whose text is no prose. */
const NO_PROSE = ['code', 'kbd', 'listing', 'math', 'plaintext', 'pre', 'samp', 'textarea', 'xmp'] as const

/** An end tag does not reach over these. */
const SCOPES = ['caption', 'foreignobject', 'html', 'object', 'table', 'td', 'template', 'th'] as const

/** Start tags of these end an open paragraph. */
const ENDS_PARAGRAPH = [
  'address', 'article', 'aside', 'blockquote', 'center', 'details', 'dialog', 'dir', 'div', 'dl', 'fieldset', 'figcaption', 'figure',
  'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hgroup', 'hr', 'li', 'listing', 'main', 'menu', 'nav', 'ol', 'p',
  'plaintext', 'pre', 'search', 'section', 'summary', 'table', 'ul', 'xmp', 'dd', 'dt'
] as const

const FORMATTING = ['a', 'b', 'big', 'code', 'em', 'font', 'i', 'nobr', 's', 'small', 'strike', 'strong', 'tt', 'u'] as const

const TABLE_PARTS = ['caption', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'] as const

export const blocks: ReadonlySet<string> = new Set(BLOCKS)
export const voids: ReadonlySet<string> = new Set(VOIDS)
export const unseen: ReadonlySet<string> = new Set(UNSEEN)
export const noProse: ReadonlySet<string> = new Set(NO_PROSE)
export const scopes: ReadonlySet<string> = new Set(SCOPES)
export const formatting: ReadonlySet<string> = new Set(FORMATTING)
export const tableParts: ReadonlySet<string> = new Set(TABLE_PARTS)

const cells = ['td', 'th'] as const
const rows = ['tr', ...cells] as const
const sections = ['tbody', 'tfoot', 'thead', 'caption', 'colgroup', ...rows] as const

/** Open elements that a start tag ends, when nothing in `stop` stands between. */
interface Implied {
  readonly ends: ReadonlySet<string>
  readonly stop: ReadonlySet<string>
}

const implied = (ends: readonly string[], stop: Iterable<string>): Implied => ({ ends: new Set(ends), stop: new Set(stop) })

const lists = ['ol', 'ul', 'menu', 'dir', ...SCOPES] as const
const definitions = ['dl', ...SCOPES] as const
const tables = ['table', 'template', 'html'] as const

const paragraph = implied(['p'], ['button', ...SCOPES])
const definition = implied(['dd', 'dt'], definitions)

const IMPLIED = new Map<string, readonly Implied[]>(ENDS_PARAGRAPH.map((name) => [name, [paragraph]]))
IMPLIED.set('li', [implied(['li'], lists), paragraph])
IMPLIED.set('dd', [definition, paragraph])
IMPLIED.set('dt', [definition, paragraph])
IMPLIED.set('option', [implied(['option'], ['select', 'datalist', ...SCOPES])])
IMPLIED.set('optgroup', [implied(['option', 'optgroup'], ['select', ...SCOPES])])
IMPLIED.set('body', [implied(['head'], ['html'])])
for (const cell of cells) IMPLIED.set(cell, [implied([...cells], [...tables, 'tr'])])
IMPLIED.set('tr', [implied([...rows, 'caption', 'colgroup'], tables)])
for (const section of ['tbody', 'tfoot', 'thead'] as const) IMPLIED.set(section, [implied([...sections], tables)])

/** What the start tag of an element ends before it begins. */
export const impliedBy = (name: string): readonly Implied[] => IMPLIED.get(name) ?? []
