/**
 * The script of the report, in the JavaScript that browsers run. A test has TypeScript check it against the browser's own
 * types; its hash stands in `integrity.ts`. Whatever it shows comes from the page by `textContent`, never as HTML.
 */
export const script = String.raw`'use strict'
/** @param {string} id */
const at = (id) => {
  const element = document.getElementById(id)
  if (!element) throw new Error('the report lacks #' + id)
  return element
}
/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
const all = (selector, root = document) => [...root.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement)
/** @param {string} selector @returns {HTMLInputElement[]} */
const inputs = (selector) => [...document.querySelectorAll(selector)].filter((each) => each instanceof HTMLInputElement)

const level = inputs('#level')
const kinds = inputs('[name=kind]')
const maybe = inputs('#maybe')
const shortcuts = inputs('#shortcuts')
const edits = all('.edit[id]')
/** The same edits in the column of the restored text. @type {Map<string, HTMLElement>} */
const twins = new Map()
/** @type {HTMLElement | undefined} */
let current

/** Whether the filters let an edit be seen. @param {HTMLElement} edit */
const passes = (edit) =>
  (!isMaybe(edit) || maybe.some(({ checked }) => checked)) &&
  kinds.some(({ value, checked }) => checked && value === edit.dataset.kind) &&
  level.every(({ value }) => Math.round(Number(edit.dataset.confidence) * 100) >= Number(value))

const isOn = (/** @type {HTMLElement} */ edit) => !edit.classList.contains('off')
const isMaybe = (/** @type {HTMLElement} */ edit) => edit.classList.contains('maybe')

/** @param {HTMLElement} edit @param {boolean} on */
function show(edit, on) {
  for (const each of [edit, twins.get(edit.id)]) {
    if (!each) continue
    each.classList.toggle('off', !on)
    if (on) each.setAttribute('href', '#' + edit.id)
    else each.removeAttribute('href')
  }
}

function filter() {
  for (const edit of edits) show(edit, passes(edit))
  const shown = edits.filter(isOn)
  const applied = shown.filter((edit) => !isMaybe(edit)).length
  const suggestions = shown.length - applied
  at('status').textContent = applied + ' of ' + edits.filter((edit) => !isMaybe(edit)).length + ' edits' +
    (suggestions === 0 ? '' : ', ' + suggestions + ' suggested')
  at('level-value').textContent = (Number(level[0]?.value) / 100).toFixed(2)
  if (current && !isOn(current)) select(undefined)
}

/** @param {HTMLElement} edit @param {string} name */
const textOf = (edit, name) => edit.querySelector(name)?.textContent ?? ''

/** @param {HTMLElement | undefined} edit */
function select(edit) {
  for (const each of all('.current')) each.classList.remove('current')
  current = edit
  at('detail').hidden = !edit
  if (!edit) return
  for (const each of [edit, twins.get(edit.id)]) each?.classList.add('current')
  const { kind, confidence, entry, others, quote, line } = edit.dataset
  const suggestion = isMaybe(edit)
  const before = textOf(edit, suggestion ? '.kept' : 'del')
  const after = textOf(edit, suggestion ? '.perhaps > i' : 'ins')
  at('what').textContent = (suggestion ? 'Suggestion: ' : '') + (before || '(nothing)') + ' → ' + (after || '(nothing)')
  const facts = ['line ' + line, kind, 'confidence ' + confidence, entry]
  if (quote !== undefined) facts.push('inside quotation marks')
  if (others) facts.push('otherwise ' + others)
  at('why').textContent = facts.join(' · ')
  const shown = edits.filter(isOn)
  at('position').textContent = shown.indexOf(edit) + 1 + ' of ' + shown.length
}

/** @param {number} step */
function move(step) {
  const shown = edits.filter(isOn)
  const from = current ? shown.indexOf(current) : step > 0 ? -1 : 0
  const next = shown[(from + step + shown.length) % shown.length]
  if (!next) return
  next.scrollIntoView({ block: 'center' })
  next.focus({ preventScroll: true })
  select(next)
}

/** The restored column is made when it is first asked for: most readers never need it. */
function addTwins() {
  for (const was of all('.row > p:not(.now)')) {
    const now = was.cloneNode(true)
    if (!(now instanceof HTMLElement)) continue
    was.classList.add('was')
    now.classList.add('now')
    for (const edit of all('.edit', now)) {
      twins.set(edit.id, edit)
      edit.removeAttribute('id')
      edit.tabIndex = -1
    }
    was.after(now)
  }
}

/** @param {string} name */
function view(name) {
  if (name === 'side' && twins.size === 0) addTwins()
  document.body.dataset.view = name
}

/** @param {string} name */
function theme(name) {
  if (name === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = name
}

/** Chooses the next of several radio buttons. @param {string} name */
function turn(name) {
  const choices = inputs('[name=' + name + ']')
  choices[(choices.findIndex(({ checked }) => checked) + 1) % choices.length]?.click()
}

/** @type {Readonly<Record<string, () => void>>} */
const keys = {
  n: () => move(1),
  j: () => move(1),
  p: () => move(-1),
  k: () => move(-1),
  v: () => turn('view'),
  t: () => turn('theme'),
  Escape: () => select(undefined)
}

/** The edit that a node belongs to, in whichever column. @param {EventTarget | null} target */
function editOf(target) {
  const edit = target instanceof Element ? target.closest('.edit:not(.off)') : null
  return edit instanceof HTMLElement ? edits.find(({ id }) => '#' + id === edit.getAttribute('href')) : undefined
}

function followHash() {
  const edit = edits.find(({ id }) => '#' + id === location.hash)
  if (edit && isOn(edit)) select(edit)
}

document.addEventListener('focusin', ({ target }) => {
  const edit = editOf(target)
  if (edit) select(edit)
})
document.addEventListener('click', (event) => {
  const edit = editOf(event.target)
  if (!edit) return
  // The edit stays where the reader clicked it.
  event.preventDefault()
  history.replaceState(null, '', '#' + edit.id)
  select(edit)
})
document.addEventListener('keydown', (event) => {
  const { key, target } = event
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, key)) return
  if (key !== 'Escape' && !shortcuts.some(({ checked }) => checked)) return
  if (target instanceof HTMLElement && target.isContentEditable) return
  event.preventDefault()
  keys[key]?.()
})
for (const input of [...level, ...kinds, ...maybe]) input.addEventListener('input', filter)
for (const input of inputs('[name=view]')) input.addEventListener('input', () => view(input.value))
for (const input of inputs('[name=theme]')) input.addEventListener('input', () => theme(input.value))
at('next').addEventListener('click', () => move(1))
at('previous').addEventListener('click', () => move(-1))
at('close').addEventListener('click', () => select(undefined))
addEventListener('hashchange', followHash)
// Browsers keep what was chosen over a reload.
for (const { checked, name, value } of inputs('[type=radio]')) if (checked) (name === 'view' ? view : theme)(value)
at('tools').hidden = false
at('theme').hidden = false
filter()
followHash()
`
