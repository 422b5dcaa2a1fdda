/**
 * What was asked before, in a direct-mapped table: an answer takes the place of whichever had its slot. Passes over the
 * same text ask the same, and so do the hypotheses of a search.
 */

/** Numbers of 32 bits that an answer takes: three of the question, one unused, and two that hold the answer. */
const INTS = 6
const DOUBLES = INTS / 2

export class Memo {
  private readonly mask: number
  private readonly questions: Int32Array
  private readonly answers: Float64Array

  /** @param slots a power of two */
  constructor(slots: number) {
    this.mask = slots - 1
    const memory = new ArrayBuffer(slots * INTS * 4)
    this.questions = new Int32Array(memory)
    this.answers = new Float64Array(memory).fill(NaN)
  }

  /** Where the answer to a question of three 32-bit numbers is kept. */
  slotOf(a: number, b: number, c: number): number {
    const mixed = Math.imul(Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ c, 0xc2b2ae35)
    return (mixed ^ (mixed >>> 15)) & this.mask
  }

  /** The answer in a slot, or NaN where that is not the answer to this question. */
  recall(slot: number, a: number, b: number, c: number): number {
    const { questions } = this
    const at = slot * INTS
    return questions[at] === a && questions[at + 1] === b && questions[at + 2] === c ? (this.answers[slot * DOUBLES + 2] ?? NaN) : NaN
  }

  /** Keeps an answer in the slot of its question. */
  remember(slot: number, a: number, b: number, c: number, answer: number): void {
    const { questions } = this
    const at = slot * INTS
    questions[at] = a
    questions[at + 1] = b
    questions[at + 2] = c
    this.answers[slot * DOUBLES + 2] = answer
  }
}
