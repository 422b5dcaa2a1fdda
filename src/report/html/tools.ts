/** What the reader can set: the view, which edits are shown, the colours. Useless without the script, so hidden without it. */
import type { Edit, EditKind } from '../../types.js'
import type { NamedRestoration } from '../formatter.js'
import type { Markup} from './markup.js';
import { markup, nothing } from './markup.js'

const KINDS: readonly EditKind[] = ['name', 'phrase', 'word', 'fuzzy', 'article']

const BARS = 20
const BAR_HEIGHT = 10

function countsOf(edits: readonly Edit[]): number[] {
  const counts = Array.from({ length: BARS }, () => 0)
  for (const { confidence } of edits) {
    const bar = Math.min(BARS - 1, Math.floor(confidence * BARS))
    counts[bar] = (counts[bar] ?? 0) + 1
  }
  return counts
}

/** How the confidences are spread, above the slider: decoration for those who see it. Suggestions stand behind, paler. */
function histogram(edits: readonly Edit[], suggestions: readonly Edit[]): Markup {
  const applied = countsOf(edits)
  const both = countsOf([...edits, ...suggestions])
  const most = Math.max(1, ...both)
  const bars = (counts: readonly number[]): Markup[] =>
    counts.map((count, at) => {
      const height = Math.round((count / most) * BAR_HEIGHT * 100) / 100
      return count === 0 ? nothing : markup`<rect x="${at}" y="${BAR_HEIGHT - height}" width=".8" height="${height}"/>`
    })
  return markup`<svg viewBox="0 0 ${BARS} ${BAR_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><g class="all">${bars(both)}</g>${bars(applied)}</svg>`
}

/** A box for each kind that occurs; the number beside it is that of the edits alone, as in the heading. */
function kindBoxes(edits: readonly Edit[], suggestions: readonly Edit[]): Markup[] {
  return KINDS.filter((kind) => [...edits, ...suggestions].some((edit) => edit.kind === kind)).map((kind) => {
    const count = edits.filter((edit) => edit.kind === kind).length
    return markup`<label><input type="checkbox" name="kind" value="${kind}" checked>${kind} <span class="tally">${count}</span></label>`
  })
}

function radios(name: string, legend: string, choices: Readonly<Record<string, string>>): Markup[] {
  const labels = Object.entries(choices).map(
    ([value, label], at) => markup`<label><input type="radio" name="${name}" value="${value}"${at === 0 ? markup` checked` : nothing}>${label}</label>`
  )
  return [markup`<legend>${legend}</legend>`, ...labels]
}

export function toolsMarkup(documents: readonly NamedRestoration[]): Markup {
  const edits = documents.flatMap(({ restoration }) => restoration.edits)
  const suggestions = documents.flatMap(({ restoration }) => restoration.suggestions)
  if (edits.length + suggestions.length === 0) return nothing
  const maybe = suggestions.length === 0
    ? nothing
    : markup`<label><input type="checkbox" id="maybe">suggestions <span class="tally">${suggestions.length}</span></label>`
  return markup`<div class="tools" id="tools" role="region" aria-label="View and filters" hidden>
<form>
<fieldset>${radios('view', 'View', { inline: 'inline', side: 'side by side' })}</fieldset>
<fieldset><legend>Show <span role="status" id="status"></span></legend>${kindBoxes(edits, suggestions)}${maybe}</fieldset>
<div class="level"><label for="level">confidence at least <span id="level-value">0.00</span></label>
${histogram(edits, suggestions)}<input type="range" id="level" min="0" max="100" value="0"></div>
</form>
</div>
`
}

/** The choice of colours, for the head of the page. */
export const themeMarkup = markup`<fieldset class="theme" id="theme" hidden>${radios('theme', 'Colours', { auto: 'auto', light: 'light', dark: 'dark' })}</fieldset>
`
