/** Puts the page together and starts it. */
import { ArticleView } from './article.js'
import { BulkDialog } from './bulk.js'
import { Closing } from './closing.js'
import { Decisions } from './decisions.js'
import { DocumentList } from './documents.js'
import { byId } from './element.js'
import { Explanation } from './explanation.js'
import { keyGroups } from './keymap.js'
import { drawHelp, listenToKeys } from './keys.js'
import { NONE, Review } from './review.js'
import { ReviewServer } from './server.js'
import { Summary } from './summary.js'
import { Toolbar } from './toolbar.js'
import { plainly } from './wording.js'

const RECONNECT = 1000
const REST = 100
/** How long a message is shown. */
const MESSAGE = 5000

const review = new Review(new ReviewServer())
const decisions = new Decisions(review)
new DocumentList(review, byId('documents', HTMLOListElement), byId('progress', HTMLElement), byId('order', HTMLSelectElement))
const toolbar = new Toolbar(review, decisions)
const summary = new Summary(review)
const bulk = new BulkDialog(review, decisions)
new Closing(review, byId('closing', HTMLElement), {
  nextArticle: () => void review.openNext(1),
  showSummary: () => { showSummary() },
  showAll: () => { toolbar.clear() }
})
const explanation = new Explanation(review, decisions, byId('explanation', HTMLElement))
// It asks where its edits stand: the last to draw lets the browser lay the page out once.
const article = new ArticleView(review, byId('article', HTMLElement))
const help = byId('help', HTMLDialogElement)
const messages = byId('messages', HTMLElement)

const toggleView = (): void => {
  article.show(article.shown === 'inline' ? 'beside' : 'inline')
  byId('beside', HTMLElement).setAttribute('aria-pressed', String(article.shown === 'beside'))
}

/** Shows or hides the list of articles, where the page has no room for it beside the article. */
function list(shown: boolean): void {
  document.body.classList.toggle('listing', shown)
  byId('list', HTMLElement).setAttribute('aria-expanded', String(shown))
}

const toggleList = (): void => { list(!document.body.classList.contains('listing')) }
const showSummary = (): void => { void summary.open() }
const leave = (): void => {
  list(false)
  toolbar.clear()
}

function click(id: string, run: () => void): void {
  byId(id, HTMLButtonElement).addEventListener('click', run)
}

let fading: ReturnType<typeof setTimeout> | undefined

function show(message: string): void {
  clearTimeout(fading)
  messages.textContent = plainly(message)
  fading = setTimeout(() => { messages.textContent = '' }, MESSAGE)
}

/** `#/3/12` is edit 12 of document 3. */
function placeIn(hash: string): { document: number; edit: number } | undefined {
  const [, id, edit] = /^#\/(\d+)(?:\/(\d+))?$/.exec(hash) ?? []
  return id === undefined ? undefined : { document: Number(id), edit: edit === undefined ? NONE : Number(edit) }
}

/** Opens an article; what is in the way is told. */
function open(id: number, edit: number): void {
  review.open(id, edit).catch((error: unknown) => { show(wordsOf(error)) })
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function goTo(hash: string): void {
  const place = placeIn(hash)
  list(false)
  if (!place) return
  if (place.document !== review.article?.id) open(place.document, place.edit)
  else if (place.edit !== NONE && place.edit !== review.current) review.select(place.edit)
}

/** Opens the article that the address names, or the first to work on, as soon as it is read. */
function openFirst(): void {
  if (review.article) return
  const place = placeIn(location.hash)
  const ready = review.documents.filter(({ state }) => state === 'ready')
  const named = ready.find(({ id }) => id === place?.document)
  if (named) open(named.id, place?.edit ?? NONE)
  else if (!place || !review.documents.some(({ id, state }) => id === place.document && state === 'waiting')) {
    const first = ready.find(({ counts }) => counts.undecided > 0) ?? (review.documents.every(({ state }) => state !== 'waiting') ? ready[0] : undefined)
    if (first) open(first.id, NONE)
  }
}

let keeping: ReturnType<typeof setTimeout> | undefined

/** Keeps the place in the address, for a reload, once the person rests: browsers take their time over it. */
function keepPlace(): void {
  clearTimeout(keeping)
  keeping = setTimeout(() => {
    const edit = review.current === NONE ? '' : `/${review.current}`
    if (review.article) history.replaceState(null, '', `#/${review.article.id}${edit}`)
  }, REST)
}

/** Reads what was told before the page listened. */
function catchUp(): void {
  decisions.setConnected(true)
  decisions.refresh().catch((error: unknown) => { show(wordsOf(error)) })
}

/** Listens to what happens elsewhere while the page is looked at; what it missed, it reads again. */
async function follow(): Promise<void> {
  let connection = new AbortController()
  document.addEventListener('visibilitychange', () => {
    // A browser allows few connections to one server, so hidden tabs give theirs back.
    if (document.hidden) connection.abort()
  })
  for (;;) {
    if (!document.hidden) {
      connection = new AbortController()
      await review.server.listen(connection.signal, (event) => { decisions.hear(event) }, catchUp).catch(() => undefined)
      // A tab that gave its connection back knows nothing of the server.
      if (!connection.signal.aborted) decisions.setConnected(false)
    }
    await new Promise((resolve) => setTimeout(resolve, RECONNECT))
  }
}

const keys = keyGroups({
  review,
  decisions,
  explanation,
  startSearch: () => { toolbar.startSearch() },
  acceptAbove: () => { bulk.open() },
  showHelp: () => { help.showModal() },
  toggleView,
  toggleList,
  showSummary,
  leave
})
listenToKeys(keys)
drawHelp(keys)
click('beside', toggleView)
click('list', toggleList)
click('finish', showSummary)
click('accept-above', () => { bulk.open() })
click('show-help', () => { help.showModal() })
click('help-close', () => { help.close() })
review.listen((notice) => {
  if (notice.what === 'message') show(notice.text)
  if (notice.what === 'documents') openFirst()
  if (notice.what === 'article' || notice.what === 'current') keepPlace()
})
window.addEventListener('hashchange', () => { goTo(location.hash) })
window.addEventListener('beforeunload', (event) => {
  if (decisions.unsaved > 0) event.preventDefault()
})
try {
  await review.load()
  void follow()
} catch (error) {
  // Without the token there is nothing to show, and the reason has to stay.
  messages.textContent = plainly(wordsOf(error))
}
