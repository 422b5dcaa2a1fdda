/**
 * The open elements at one place of a page, and what follows from them for its text. It keeps the
 * parts of HTML's tree building that decide this: implied end tags, the scopes of end tags, misnested
 * formatting. No tree is built.
 */
import { blocks, formatting, impliedBy, noProse, scopes, tableParts, unseen, voids } from './elements.js'

/** Attributes of a start tag by lower-case name, decoded; the first of equal names counts. */
export type Attributes = ReadonlyMap<string, string>

/** What holds inside an element. */
interface State {
  /** Shows no text: its content leaves no trace in the text. */
  readonly unseen: boolean
  /** Is no prose, or its author said that it is not to be translated. */
  readonly leftAlone: boolean
  readonly translate: boolean
  readonly english: boolean
}

interface Frame extends State {
  readonly name: string
}

const OUTSIDE: State = { unseen: false, leftAlone: false, translate: true, english: true }

/** Blink builds no deeper trees either; it keeps every search short. */
const DEEPEST_SEARCH = 512

const HEADING = /^h[1-6]$/

/** English, or unknown: `en`, `en-GB`, the wrong but common `en_US`, and the empty value. */
const ENGLISH = /^\s*(?:en(?:[-_].*)?|und|)\s*$/i

/** Whether a language tag leaves open that a text is English. */
export const isEnglish = (language: string): boolean => ENGLISH.test(language)

function stateWithin(outer: State, name: string, attributes: Attributes): State {
  const language = attributes.get('lang') ?? attributes.get('xml:lang')
  const translate = attributes.get('translate')?.trim().toLowerCase()
  const hidden = attributes.get('hidden')?.trim().toLowerCase()
  const classes = attributes.get('class')?.toLowerCase().split(/\s+/) ?? []
  return {
    unseen: outer.unseen || unseen.has(name) || (hidden !== undefined && hidden !== 'until-found'),
    leftAlone: outer.leftAlone || noProse.has(name) || classes.includes('notranslate'),
    translate: translate === 'no' ? false : translate === 'yes' || translate === '' ? true : outer.translate,
    english: language === undefined ? outer.english : isEnglish(language)
  }
}

export class ElementStack {
  private readonly frames: Frame[] = []
  private readonly counts = new Map<string, number>()

  /** @param outside what holds outside all elements */
  constructor(private readonly outside: State = OUTSIDE) {}

  /** What holds at this place. */
  get state(): State {
    return this.frames.at(-1) ?? this.outside
  }

  /** Whether text here may be edited. */
  get editable(): boolean {
    return isEditable(this.state)
  }

  /** Whether SVG or MathML is open, where HTML's special elements are ordinary ones. */
  get foreign(): boolean {
    return this.has('svg') || this.has('math')
  }

  /** Whether attributes of a start tag are to be read here: those of the element itself count too. */
  editableWith(name: string, attributes: Attributes): boolean {
    return isEditable(stateWithin(this.state, name, attributes))
  }

  /** Opens an element. @returns whether a block begins or ends by it */
  open(name: string, attributes: Attributes): boolean {
    let parts = blocks.has(name)
    for (const { ends, stop } of impliedBy(name)) {
      // A row ends the row before it, cell and all, so the outermost counts.
      const at = [...ends].some((each) => this.has(each)) ? this.search((frame) => ends.has(frame), stop, true) : -1
      if (at !== -1) parts = this.popTo(at) || parts
    }
    if (voids.has(name)) return parts
    this.frames.push({ name, ...stateWithin(this.state, name, attributes) })
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
    return parts
  }

  /** Closes an element. @returns whether a block begins or ends by it */
  close(name: string): boolean {
    // A stray </p> is an empty paragraph.
    if (!this.has(name) && !HEADING.test(name)) return name === 'p'
    if (blocks.has(name)) {
      const stop = tableParts.has(name) ? new Set(['table', 'template']) : scopes
      const at = this.search((frame) => frame === name || (HEADING.test(name) && HEADING.test(frame)), stop)
      return at === -1 ? name === 'p' : this.popTo(at)
    }
    const at = this.search((frame) => frame === name, formatting.has(name) ? scopes : blocks)
    if (at === -1) return false
    const inner = this.frames.slice(at + 1)
    if (formatting.has(name) && inner.some((frame) => blocks.has(frame.name))) {
      this.takeOut(at)
      return false
    }
    return this.popTo(at)
  }

  private has(name: string): boolean {
    return (this.counts.get(name) ?? 0) > 0
  }

  /** Index of the innermost (or outermost) open element that fits, with none of `stop` inside it; −1 for none. */
  private search(fits: (name: string) => boolean, stop: ReadonlySet<string>, outermost = false): number {
    const lowest = Math.max(0, this.frames.length - DEEPEST_SEARCH)
    let found = -1
    for (let at = this.frames.length - 1; at >= lowest; at--) {
      const name = this.frames[at]?.name ?? ''
      if (fits(name)) found = at
      if (found === at ? !outermost : stop.has(name)) return found
    }
    return found
  }

  /** Closes all elements from `at` on. */
  private popTo(at: number): boolean {
    let parts = false
    for (const { name } of this.frames.splice(at)) {
      this.counts.set(name, (this.counts.get(name) ?? 0) - 1)
      parts ||= blocks.has(name)
    }
    return parts
  }

  /** Closes a formatting element around blocks that stay open (`<b><p>…</b>…</p>`). What it ruled goes on for them. */
  private takeOut(at: number): void {
    const [closed] = this.frames.splice(at, 1)
    if (closed === undefined) return
    this.counts.set(closed.name, (this.counts.get(closed.name) ?? 0) - 1)
  }
}

const isEditable = ({ unseen: isUnseen, leftAlone, translate, english }: State): boolean => !isUnseen && !leftAlone && translate && english
