/** Single keys and short lines from a terminal. No cursor is moved: what is typed is echoed, and Backspace rubs it out. */
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { columnsOf, cursorBehind, graphemesOf } from './width.js'

export const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const CTRL_U = '\u0015'
const CTRL_W = '\u0017'
const CTRL_Z = '\u001a'
const ESCAPE = '\u001b'

/** A key with a sequence of its own (arrows, function keys), one that Alt was held with, or a character. */
const KEY = /\u001b(?:\[[\u0030-\u003f]*[\u0020-\u002f]*[\u0040-\u007e]|O.|[^\u001b])?|\r\n|[\s\S]/gu

const isEnter = (key: string): boolean => key === '\r' || key === '\n' || key === '\r\n'
const isRubout = (key: string): boolean => key === '\u007f' || key === '\b'
/** What a key takes off the end of a line. */
function rubbedOut(key: string, typed: string): string {
  if (isRubout(key)) return graphemesOf(typed).at(-1) ?? ''
  if (key === CTRL_W) return /\S*\s*$/u.exec(typed)?.[0] ?? ''
  return key === CTRL_U ? typed : ''
}

const isText = (key: string): boolean => !/^[\p{Cc}\ud800-\udfff]/u.test(key)

/** What {@link Keyboard.key} gives when the input has ended. */
export const END = 'end'
/** What {@link Keyboard.key} gives for the Enter key. */
export const ENTER = 'enter'

interface RawInput extends Readable {
  setRawMode(raw: boolean): unknown
}

const canBeRaw = (input: Readable): input is RawInput => 'setRawMode' in input

export interface KeyboardOptions {
  /** Where typed text is echoed. */
  readonly echo: (text: string) => Promise<void>
  /** Stops the program until it is continued, as Ctrl-Z asks for. */
  readonly suspend: () => Promise<void>
}

/** Reads a terminal in raw mode, from the making of the object to {@link close}. */
export class Keyboard {
  private readonly typed: string[] = []
  private readonly decoder = new StringDecoder('utf8')
  private ended = false
  private wake: () => void = () => undefined

  constructor(private readonly input: Readable, private readonly options: KeyboardOptions) {
    this.raw(true)
    input.on('data', this.onData)
    input.on('end', this.onEnd)
    input.on('error', this.onEnd)
  }

  close(): void {
    this.input.off('data', this.onData)
    this.input.off('end', this.onEnd)
    this.input.off('error', this.onEnd)
    this.input.pause()
    this.raw(false)
  }

  /** The next key: a character, {@link ENTER}, {@link CTRL_C} (for Ctrl-D and Escape too), or {@link END}. */
  async key(): Promise<string> {
    for (;;) {
      const key = await this.next()
      // A window that was resized just before the key was hit is heard of after it, at the latest in the next turn.
      await new Promise(setImmediate)
      await new Promise(setImmediate)
      if (key === END) return END
      if (isEnter(key)) return ENTER
      if (key === CTRL_D) return CTRL_C
      if (key === CTRL_C || isText(key)) return key
    }
  }

  /**
   * A line of text behind a prompt; null when Escape or Ctrl-D broke it off, {@link CTRL_C}, or {@link END}.
   * @param columns how wide the terminal is now
   */
  async line(prompt: string, columns: () => number): Promise<{ readonly typed: string } | typeof CTRL_C | typeof END | null> {
    let typed = ''
    const { echo } = this.options
    await echo(prompt)
    for (;;) {
      const key = await this.next()
      if (key === END || key === CTRL_C || key === CTRL_D || key === ESCAPE || isEnter(key)) {
        await echo(key === CTRL_C ? '^C\n' : '\n')
        if (isEnter(key)) return { typed }
        return key === END || key === CTRL_C ? key : null
      }
      const rubbed = rubbedOut(key, typed)
      if (rubbed !== '') {
        const kept = typed.slice(0, typed.length - rubbed.length)
        const from = cursorBehind(prompt + typed, columns())
        // Backspace never leads to the row above, nor out of the last column: there all of it is shown anew.
        const stays = from.column < columns() && cursorBehind(prompt + kept, columns()).row === from.row
        await echo(stays ? '\b \b'.repeat(columnsOf(rubbed)) : `\n${prompt}${kept}`)
        typed = kept
      } else if (isText(key)) {
        typed += key
        await echo(key)
      }
    }
  }

  private async next(): Promise<string> {
    for (;;) {
      const key = this.typed.shift()
      if (key === CTRL_Z) {
        this.raw(false)
        await this.options.suspend()
        this.raw(true)
      } else if (key !== undefined) return key
      else if (this.ended) return END
      else await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }

  private readonly onData = (chunk: Uint8Array | string): void => {
    const text = typeof chunk === 'string' ? chunk : this.decoder.write(Buffer.from(chunk))
    this.typed.push(...(text.match(KEY) ?? []))
    this.wake()
  }

  private readonly onEnd = (): void => {
    this.ended = true
    this.wake()
  }

  private raw(raw: boolean): void {
    if (canBeRaw(this.input)) this.input.setRawMode(raw)
  }
}
