/** Every path through the lattice of one segment, scored word by word from the definition. */
import type { CompiledDictionary } from '../../src/dictionary/compiled.js'
import type { ModelText } from '../../src/decode/model-text.js'
import type { Lattice } from '../../src/match/lattice.js'

/** A token as it stands (no arc), or an arc over one or more tokens. */
export interface Step {
  readonly arc: number | null
  readonly first: number
  readonly end: number
}

export type Path = readonly Step[]

export class BruteForce {
  /** @param totals score of each arc apart from the language model. */
  constructor(
    private readonly text: ModelText,
    private readonly lattice: Lattice,
    private readonly dictionary: CompiledDictionary,
    private readonly lambda: number,
    private readonly totals: Float32Array
  ) {}

  /** Arcs of a path, in order. */
  static arcs(path: Path): number[] {
    return path.flatMap(({ arc }) => (arc === null ? [] : [arc]))
  }

  /** All paths over tokens `first` to `end`. */
  *paths(first: number, end: number): Generator<Path> {
    if (first === end) yield []
    if (first >= end) return
    for (const rest of this.paths(first + 1, end)) yield [{ arc: null, first, end: first + 1 }, ...rest]
    for (let arc = this.lattice.from[first] ?? 0; arc < (this.lattice.from[first + 1] ?? 0); arc++) {
      const to = this.lattice.end[arc] ?? 0
      for (const rest of this.paths(to, end)) yield [{ arc, first, end: to }, ...rest]
    }
  }

  /** The path that takes the given arcs and leaves everything else as it stands. */
  pathOf(arcs: readonly number[], first: number, end: number): Path {
    const path: Step[] = []
    let at = first
    const stand = (until: number): void => {
      for (; at < until; at++) path.push({ arc: null, first: at, end: at + 1 })
    }
    for (const arc of arcs) {
      stand(this.lattice.first[arc] ?? 0)
      path.push({ arc, first: at, end: this.lattice.end[arc] ?? 0 })
      at = this.lattice.end[arc] ?? 0
    }
    stand(end)
    return path
  }

  /** Scores of the arcs, and the language model's log of the whole reading; `a` before a step is read as the step asks. */
  score(path: Path): number {
    const { text } = this
    const { sentenceStart, sentenceEnd } = text.model
    const history = [-1, sentenceStart]
    let language = 0
    let channel = 0
    for (const step of path) {
      const last = history.at(-1) ?? -1
      if (text.isArticle(last)) history[history.length - 1] = text.articleFor(this.wantsAn(step))
      for (const word of this.words(step)) language += this.take(history, word)
      if (step.arc !== null) channel += this.totals[step.arc] ?? 0
    }
    return this.lambda * (language + this.take(history, sentenceEnd)) + channel
  }

  private take(history: number[], word: number): number {
    const log = this.text.word(history.at(-2) ?? -1, history.at(-1) ?? -1, word)
    history.push(word)
    return log
  }

  private words({ arc, first }: Step): number[] {
    const { outputs } = this.dictionary
    if (arc === null) return [...this.text.words.subarray(this.text.from[first], this.text.from[first + 1])]
    const output = this.lattice.output[arc] ?? 0
    return [...outputs.model.subarray(outputs.modelStart[output], outputs.modelStart[output + 1])]
  }

  private wantsAn({ arc, first }: Step): boolean {
    return arc === null ? this.text.tokenWantsAn(first) : this.dictionary.outputs.wantsAn[this.lattice.output[arc] ?? 0] === 1
  }
}
