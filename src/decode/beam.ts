/**
 * Beam search over the lattice of one segment: the path with the best sum of language model and arc
 * scores, then the margin of each of its edits.
 */
import { NO_CONTEXT } from '../context/language-model.js'
import type { CompiledDictionary } from '../dictionary/compiled.js'
import type { Lattice } from '../match/lattice.js'
import { UNKNOWN } from '../text/vocabulary.js'
import type { ModelText } from './model-text.js'
import type { DecoderSettings } from './settings.js'

/** States this far below the best of their position are dropped, log10. */
const BEAM_GAP = 8
const NO_ARC = -1

/** An edit on the best path. */
export interface PathEdit {
  readonly arc: number
  /** What reverting this edit alone, all others kept, costs: log10 odds. */
  readonly margin: number
  /** The language model's part of the margin, log10. */
  readonly gain: number
}

/** Stretches of a path: one arc or one token as it stands. */
interface Step {
  readonly arc: number
  readonly first: number
  readonly end: number
}

/** Model words with bounds, wherever they are stored. */
interface Words {
  readonly words: Int32Array
  readonly start: number
  readonly end: number
}

export class BeamSearch {
  private score = new Float64Array(1024)
  private before2 = new Int32Array(1024)
  private before = new Int32Array(1024)
  /** What the two words are to the language model. */
  private context = new Int32Array(1024)
  private back = new Int32Array(1024)
  private arc = new Int32Array(1024)
  private count = 0

  /** @param totals score of each arc without the language model, log10 odds; an arc that is not to be tried has −Infinity. */
  constructor(
    private readonly text: ModelText,
    private readonly lattice: Lattice,
    private readonly dictionary: CompiledDictionary,
    private readonly settings: DecoderSettings,
    private readonly totals: Float32Array
  ) {}

  /** Decodes tokens `first` to `end`, one segment. */
  decode(first: number, end: number): PathEdit[] {
    const { lattice, settings, text } = this
    const { outputs } = this.dictionary
    const { sentenceStart, sentenceEnd } = text.model
    this.count = 0
    const positions: number[][] = Array.from({ length: end - first + 1 }, () => [])
    positions[0]?.push(this.addState(0, UNKNOWN, sentenceStart, NO_CONTEXT, -1, NO_ARC))
    for (let token = first; token < end; token++) {
      for (const state of this.prune(positions[token - first] ?? [])) {
        this.extend(state, text.words, text.from[token] ?? 0, text.from[token + 1] ?? 0, token, 0, NO_ARC, positions[token + 1 - first])
        for (let arc = lattice.from[token] ?? 0; arc < (lattice.from[token + 1] ?? 0); arc++) {
          const total = this.totals[arc] ?? -Infinity
          const to = lattice.end[arc] ?? 0
          if (total === -Infinity || to > end) continue
          const output = lattice.output[arc] ?? 0
          const start = outputs.modelStart[output] ?? 0
          this.extend(state, outputs.model, start, outputs.modelStart[output + 1] ?? start, token, total, arc, positions[to - first])
        }
      }
    }
    let best = -1
    let bestScore = -Infinity
    for (const state of positions[end - first] ?? []) {
      const score = (this.score[state] ?? 0) + settings.lambda * text.next(this.context[state] ?? NO_CONTEXT, this.before[state] ?? UNKNOWN, sentenceEnd)
      if (score > bestScore) {
        bestScore = score
        best = state
      }
    }
    return this.margins(this.path(best, first, end))
  }

  private outputWords(arc: number): Words {
    const { outputs } = this.dictionary
    const output = this.lattice.output[arc] ?? 0
    return { words: outputs.model, start: outputs.modelStart[output] ?? 0, end: outputs.modelStart[output + 1] ?? 0 }
  }

  private outputWantsAn(arc: number): boolean {
    return this.dictionary.outputs.wantsAn[this.lattice.output[arc] ?? 0] === 1
  }

  /** Adds the state that follows another by an arc, unless a better one with the same history is there. */
  private extend(
    state: number, words: Int32Array, start: number, end: number, token: number, total: number, arc: number, states: number[] | undefined
  ): void {
    if (states === undefined) return
    const { text, settings } = this
    let before2 = this.before2[state] ?? UNKNOWN
    let before = this.before[state] ?? UNKNOWN
    let context = this.context[state] ?? NO_CONTEXT
    if (text.isArticle(before)) {
      before = text.articleFor(arc === NO_ARC ? text.tokenWantsAn(token) : this.outputWantsAn(arc))
      context = text.contextOf(before2, before)
    }
    let sum = 0
    for (let at = start; at < end; at++) {
      const word = words[at] ?? UNKNOWN
      sum += text.next(context, before, word)
      context = text.model.pairContext
      before2 = before
      before = word
    }
    const score = (this.score[state] ?? 0) + settings.lambda * sum + total
    for (const other of states) {
      if (this.before[other] !== before || this.before2[other] !== before2) continue
      if ((this.score[other] ?? 0) < score) {
        this.score[other] = score
        this.back[other] = state
        this.arc[other] = arc
      }
      return
    }
    states.push(this.addState(score, before2, before, context, state, arc))
  }

  private prune(states: number[]): number[] {
    if (states.length < 2) return states
    const { score } = this
    states.sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0))
    const least = (score[states[0] ?? 0] ?? 0) - BEAM_GAP
    let keep = Math.min(states.length, this.settings.beam)
    while (keep > 1 && (score[states[keep - 1] ?? 0] ?? 0) < least) keep--
    states.length = keep
    return states
  }

  private addState(score: number, before2: number, before: number, context: number, back: number, arc: number): number {
    if (this.count === this.score.length) this.grow()
    const state = this.count++
    this.score[state] = score
    this.before2[state] = before2
    this.before[state] = before
    this.context[state] = context
    this.back[state] = back
    this.arc[state] = arc
    return state
  }

  private grow(): void {
    const size = this.score.length * 2
    const wide = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const next = new Int32Array(size)
      next.set(old)
      return next
    }
    const score = new Float64Array(size)
    score.set(this.score)
    this.score = score
    this.before2 = wide(this.before2)
    this.before = wide(this.before)
    this.context = wide(this.context)
    this.back = wide(this.back)
    this.arc = wide(this.arc)
  }

  private path(last: number, first: number, end: number): Step[] {
    const arcs: number[] = []
    for (let state = last; state >= 0 && (this.back[state] ?? -1) >= 0; state = this.back[state] ?? -1) {
      const arc = this.arc[state] ?? NO_ARC
      if (arc !== NO_ARC) arcs.push(arc)
    }
    arcs.reverse()
    const steps: Step[] = []
    let token = first
    const stand = (until: number): void => {
      for (; token < until; token++) steps.push({ arc: NO_ARC, first: token, end: token + 1 })
    }
    for (const arc of arcs) {
      stand(this.lattice.first[arc] ?? 0)
      token = this.lattice.end[arc] ?? 0
      steps.push({ arc, first: this.lattice.first[arc] ?? 0, end: token })
    }
    stand(end)
    return steps
  }

  /** Reverts each edit alone and keeps those whose loss is at least the margin asked for. */
  private margins(steps: readonly Step[]): PathEdit[] {
    const edits: PathEdit[] = []
    const bound = this.settings.mostLanguageModel
    for (const [index, step] of steps.entries()) {
      if (step.arc === NO_ARC) continue
      const gain = this.settings.lambda * (this.local(steps, index, this.outputWords(step.arc), this.outputWantsAn(step.arc)) -
        this.local(steps, index, this.standingWords(step), this.text.tokenWantsAn(step.first)))
      const bounded = Math.max(-bound, Math.min(bound, gain))
      edits.push({ arc: step.arc, margin: bounded + (this.totals[step.arc] ?? 0), gain: bounded })
    }
    return edits
  }

  private standingWords({ first, end }: Step): Words {
    return { words: this.text.words, start: this.text.from[first] ?? 0, end: this.text.from[end] ?? 0 }
  }

  private stepWords(step: Step): Words {
    return step.arc === NO_ARC ? this.standingWords(step) : this.outputWords(step.arc)
  }

  /** Score of one reading of a step between its neighbours on the path. */
  private local(steps: readonly Step[], index: number, reading: Words, an: boolean): number {
    const { text } = this
    const { sentenceStart, sentenceEnd } = text.model
    const left: number[] = []
    for (let at = index - 1; at >= 0 && left.length < 2; at--) {
      const step = steps[at]
      if (!step) break
      const { words, start, end } = this.stepWords(step)
      for (let word = end - 1; word >= start && left.length < 2; word--) left.push(words[word] ?? UNKNOWN)
    }
    let before = left[0] ?? sentenceStart
    let before2 = left[1] ?? (left.length === 1 ? sentenceStart : UNKNOWN)
    if (text.isArticle(before)) before = text.articleFor(an)
    let sum = 0
    const take = (word: number): void => {
      sum += text.word(before2, before, word)
      before2 = before
      before = word
    }
    for (let at = reading.start; at < reading.end; at++) take(reading.words[at] ?? UNKNOWN)
    let right = 0
    for (let at = index + 1; at < steps.length && right < 2; at++) {
      const step = steps[at]
      if (!step) break
      const { words, start, end } = this.stepWords(step)
      for (let word = start; word < end && right < 2; word++, right++) take(words[word] ?? UNKNOWN)
    }
    if (right < 2) take(sentenceEnd)
    return sum
  }
}
