/**
 * Decisions on their way to the journal. They are sent one after the other, in the order in which they were made; when
 * the server does not answer they wait here and are sent again.
 */

export type Saving = 'saved' | 'saving' | 'waiting'

/** The server understood a request and refused it: sending it again would not help. */
export class Refused extends Error {}

interface Item {
  readonly send: () => Promise<void>
  readonly refused: (why: string) => void
}

export class Outbox {
  private readonly items: Item[] = []
  private running = false
  private failing = false

  /**
   * @param changed called whenever {@link state} or {@link length} changes
   * @param pause waits before a request is sent again
   */
  constructor(
    private readonly changed: () => void,
    private readonly pause: () => Promise<void>
  ) {}

  get state(): Saving {
    if (this.items.length === 0) return 'saved'
    return this.failing ? 'waiting' : 'saving'
  }

  get length(): number {
    return this.items.length
  }

  /** `send` is called until it resolves; `refused` when it throws {@link Refused}. */
  add(send: () => Promise<void>, refused: (why: string) => void): void {
    this.items.push({ send, refused })
    this.changed()
    if (!this.running) void this.run()
  }

  private async run(): Promise<void> {
    this.running = true
    for (let item = this.items[0]; item; item = this.items[0]) {
      try {
        await item.send()
        this.failing = false
        this.items.shift()
      } catch (error) {
        if (error instanceof Refused) {
          this.items.shift()
          item.refused(error.message)
        } else {
          this.failing = true
          this.changed()
          await this.pause()
          continue
        }
      }
      this.changed()
    }
    this.running = false
  }
}
