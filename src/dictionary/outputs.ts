/** Collects restorations once each, with what the decoder needs to know of them. */
import { packStrings } from '../binary/strings.js'
import { wantsAn } from '../text/article.js'
import type { OutputTables } from './compiled.js'
import type { EnglishEntries } from './entries.js'
import { expressionWords, modelWords } from './symbols.js'

export class OutputCollector {
  private readonly ids = new Map<string, number>()
  private readonly model: number[] = []
  private readonly modelStart: number[] = [0]
  private readonly an: number[] = []

  constructor(
    private readonly idOf: (word: string) => number,
    private readonly english: EnglishEntries
  ) {}

  /** Number of an output. */
  add(text: string): number {
    const known = this.ids.get(text)
    if (known !== undefined) return known
    const id = this.ids.size
    this.ids.set(text, id)
    for (const word of expressionWords(text)) this.model.push(...modelWords(word.text, this.idOf))
    this.modelStart.push(this.model.length)
    this.an.push(wantsAn(text, this.english) ? 1 : 0)
    return id
  }

  finish(): OutputTables {
    return {
      text: packStrings([...this.ids.keys()]),
      modelStart: Uint32Array.from(this.modelStart),
      model: Int32Array.from(this.model),
      wantsAn: Uint8Array.from(this.an)
    }
  }
}
