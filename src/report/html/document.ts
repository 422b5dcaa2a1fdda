/** One text of the report, with its edits inline. The script makes the side-by-side view out of it. */
import { looksSpun } from '../diagnose.js'
import type { NamedRestoration } from '../formatter.js'
import { twoDecimals } from '../paint.js'
import { counted } from '../totals.js'
import type { Markup} from './markup.js';
import { markup, nothing, prose } from './markup.js'
import { rowsOf, stretchesOf, type Mark, type Row, type Stretch } from './rows.js'

const readings = ({ edit }: Mark): string => edit.alternatives.map(({ after, confidence }) => `“${after}” ${twoDecimals(confidence)}`).join(', ')

/** Words for those who do not see how deletions and insertions are set. */
const told = (className: 'd' | 'i' | 's', words: string): Markup => markup`<span class="sr ${className}">${words}</span>`

/** Where the other column of the side-by-side view has something and this one has nothing. */
const caret = (words: string): Markup => markup`<span class="caret"><span aria-hidden="true">‸</span>${told('s', words)}</span>`

function deletedAndInserted({ edit: { before, after } }: Mark): Markup {
  const deleted = before === '' ? nothing : markup`${told('d', ' [deleted: ')}<del>${prose(before)}</del>${told('d', ']')}`
  const inserted = after === '' ? nothing : markup`${told('i', ' [inserted: ')}<ins>${prose(after)}</ins>${told('i', ']')}`
  return markup`${deleted}${inserted}${before === '' ? caret(' [inserted here]') : after === '' ? caret(' [deleted here]') : nothing}`
}

const suggested = ({ edit: { before, after } }: Mark): Markup =>
  markup`<span class="kept">${prose(before)}</span><span class="perhaps">${told('s', ' [')}<span>perhaps </span><i>${prose(after === '' ? '(nothing)' : after)}</i>${told('s', ']')}</span>`

/** An edit is a link to itself: it can be reached by keyboard and pointed to. A suggestion is hidden until asked for. */
function marked(text: string, mark: Mark, line: number): Markup {
  const { edit, applied, number } = mark
  const id = `${text}-${number}`
  const oneSided = edit.before === '' ? ' insertion' : edit.after === '' ? ' deletion' : ''
  const state = applied ? markup`class="edit${oneSided}" href="#${id}"` : markup`class="edit maybe off"`
  const also = edit.alternatives.length === 0 ? nothing : markup` data-others="${readings(mark)}"`
  const quote = edit.inQuote ? markup` data-quote` : nothing
  const data = markup`data-kind="${edit.kind}" data-confidence="${twoDecimals(edit.confidence)}" data-entry="${edit.entry}" data-line="${line}"`
  return markup`<a id="${id}" ${state} ${data}${also}${quote}>${applied ? deletedAndInserted(mark) : suggested(mark)}</a>`
}

function rowMarkup(text: string, { line, pieces }: Row): Markup {
  const content = pieces.map((piece) => (typeof piece === 'string' ? prose(piece) : marked(text, piece, line)))
  return markup`<div class="row"><span class="n" aria-hidden="true">${line}</span><p dir="auto">${content}</p></div>\n`
}

function stretchMarkup(text: string, { changed, rows }: Stretch): Markup {
  const content = rows.map((row) => rowMarkup(text, row))
  if (changed) return markup`${content}`
  return markup`<details class="same"><summary>${counted(rows.length, 'unchanged line')}</summary>\n${content}</details>\n`
}

function remarks({ restoration: { diagnosis, edits, suggestions } }: NamedRestoration): Markup {
  if (diagnosis.unstable === true) return markup`<p class="remark">Restoring found no fixed point, so the text was left as it came.</p>\n`
  return edits.length + suggestions.length === 0 ? markup`<p class="remark">Nothing to restore.</p>\n` : nothing
}

/** `text` is the id of the section, unique in the report and made of letters and digits. */
export function documentMarkup(text: string, document: NamedRestoration): Markup {
  const { name, restoration } = document
  const { edits, suggestions, diagnosis } = restoration
  const suggested = suggestions.length === 0 ? '' : counted(suggestions.length, 'suggestion')
  const facts = [counted(edits.length, 'edit'), suggested, looksSpun(diagnosis)].filter((fact) => fact !== '').join(', ')
  const stretches = edits.length + suggestions.length === 0 ? [] : stretchesOf(rowsOf(restoration))
  return markup`<section class="document" id="${text}" aria-labelledby="${text}-name">
<h2 id="${text}-name"><bdi>${name}</bdi></h2>
<p class="facts">${facts}</p>
${remarks(document)}<div class="columns" aria-hidden="true"><span>As found</span><span>Restored</span></div>
<div class="text">
${stretches.map((stretch) => stretchMarkup(text, stretch))}</div>
</section>
`
}
