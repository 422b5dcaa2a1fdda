/** The page around the texts: its head, its list of texts, and what the script needs. */
import { looksSpun } from '../diagnose.js'
import type { NamedRestoration, ReportOptions } from '../formatter.js'
import { documentMarkup } from './document.js'
import { scriptHash, styleHash } from './integrity.js'
import { Markup, markup, nothing } from './markup.js'
import { script } from './script.js'
import { style } from './style.js'
import { themeMarkup, toolsMarkup } from './tools.js'
import { summaryOf, totalsOf } from '../totals.js'

/** Nothing is loaded and nothing runs but what stands in the file, not even if an article could get markup into it. */
const POLICY = `default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`

/** Edits above which a browser would take noticeably long to lay the page out. */
const LONG = 1000

const idOf = (at: number): string => `t${at + 1}`

/** The texts with their edits and how spun they look. One alone needs no list. */
function contents(documents: readonly NamedRestoration[]): Markup {
  if (documents.length < 2) return nothing
  const rows = documents.map((document, at) => {
    const { edits, suggestions, diagnosis } = document.restoration
    const name = markup`<bdi>${document.name}</bdi>`
    const shown = edits.length + suggestions.length > 0 ? markup`<a href="#${idOf(at)}">${name}</a>` : name
    return markup`<tr><td>${shown}</td><td class="count">${edits.length}</td><td>${looksSpun(diagnosis)}</td></tr>\n`
  })
  return markup`<nav aria-label="Texts"><div class="scroll" tabindex="0" role="region" aria-label="List of texts"><table class="texts">
<thead><tr><th scope="col">Text</th><th scope="col" class="count">Edits</th><th scope="col">Diagnosis</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div></nav>
`
}

const DETAIL = markup`<aside class="detail" id="detail" aria-label="Chosen edit" hidden>
<div><div aria-live="polite"><p class="what" id="what"></p><p class="why" id="why"></p></div>
<div class="moves"><span id="position"></span><button type="button" id="previous">Previous</button><button type="button" id="next">Next</button><button type="button" id="close">Close</button></div></div>
</aside>
`

const FOOTER = markup`<footer>
<details><summary>Keyboard</summary>
<dl><dt><kbd>n</kbd> <kbd>j</kbd></dt><dd>next edit</dd><dt><kbd>p</kbd> <kbd>k</kbd></dt><dd>previous edit</dd>
<dt><kbd>v</kbd></dt><dd>inline or side by side</dd><dt><kbd>t</kbd></dt><dd>colours</dd><dt><kbd>Esc</kbd></dt><dd>close the chosen edit</dd></dl>
<label><input type="checkbox" id="shortcuts" checked> use these keys</label></details>
</footer>
`

/** The report of any number of texts. */
export function page(documents: readonly NamedRestoration[], { version }: ReportOptions): string {
  const totals = totalsOf(documents)
  const summary = summaryOf(totals)
  const shown = documents.map((document, at) => {
    const { edits, suggestions } = document.restoration
    return documents.length > 1 && edits.length + suggestions.length === 0 ? nothing : documentMarkup(idOf(at), document)
  })
  const tools = toolsMarkup(documents)
  // Rows out of sight are then not laid out; pictures of the whole page would lack them, so short reports do without.
  const long = totals.edits > LONG ? markup` class="long"` : nothing
  const generator = version === undefined ? 'unspin' : `unspin ${version}`
  const useful = tools === nothing ? nothing : markup`${DETAIL}${FOOTER}<script>${new Markup(script)}</script>\n`
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${generator}">
<title>unspin: ${summary}</title>
<style>${new Markup(style)}</style>
</head>
<body${long} data-view="inline">
<header>
<h1><small>unspin</small> ${summary}</h1>
${tools === nothing ? nothing : themeMarkup}</header>
${contents(documents)}${tools}<main>
${shown}</main>
${useful}</body>
</html>
`.source
}
