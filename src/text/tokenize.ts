/** One scan over the code units: words with offsets and ids, segments, quotation, joints. */
import { APOSTROPHE, BLANK, BREAK, classOf, DIGIT, foldUnit, HYPHEN, INVISIBLE, isUpper, LETTER, MARK, NEWLINE, STOP, unitAt } from './characters.js'
import { LONGEST_WORD, scanPlainWords, type WordIds } from './plain-words.js'
import { protectedRegions } from './protect.js'
import { markTitles } from './titles.js'
import {
  ALL_CAPS, BLOCK_START, CAPITAL, HYPHENATED, JOINED, NUMBER, PLURAL_POSSESSIVE, PROTECTED, QUOTED, SENTENCE_START,
  TokenBuilder, type Tokens
} from './tokens.js'
import { hashStart, hashStep, UNKNOWN } from './vocabulary.js'

export type { WordIds } from './plain-words.js'

const FULL_STOP = 0x2e
const COMMA = 0x2c

/** What stands between two tokens, read as it is scanned. */
interface Gap {
  blanks: number
  newlines: number
  hyphens: number
  /** Any other character. */
  others: number
  stop: boolean
  break: boolean
  /** The last character was an opening quote or bracket. */
  opened: boolean
}

const scratch = new Uint16Array(LONGEST_WORD)

/** Splits a text into tokens. Linear in its length. */
export function tokenize(source: string, words: WordIds): Tokens {
  const builder = new TokenBuilder((source.length >> 2) + 16)
  const regions = protectedRegions(source)
  let nextRegion = 0
  let segment = 0
  let quoted = false
  const gap: Gap = { blanks: 0, newlines: 0, hyphens: 0, others: 0, stop: false, break: false, opened: false }
  let at = 0
  while (at < source.length) {
    while (nextRegion < regions.length && (regions[nextRegion]?.end ?? 0) <= at) nextRegion++
    const region = regions[nextRegion]
    const unit = source.charCodeAt(at)
    const kind = classOf(unit)
    const inRegion = region !== undefined && at >= region.start
    if (!inRegion && kind !== LETTER && kind !== DIGIT) {
      if (kind === NEWLINE && gap.newlines > 0) quoted = false
      quoted = readGap(gap, unit, kind, quoted, builder, source, at)
      at++
      continue
    }
    segment = closeGap(gap, builder, words, source, at, segment)
    const index = builder.add()
    const end = inRegion ? region.end : scanWord(builder, index, source, at, words)
    if (inRegion) markProtected(builder, index, at, end)
    builder.segment[index] = segment
    let flags = builder.flags[index] ?? 0
    if (quoted) flags |= QUOTED
    if (index === 0 || (builder.segment[index - 1] ?? 0) !== segment || gap.opened) flags |= SENTENCE_START
    if (index === 0 || (gap.newlines > 0 && (builder.segment[index - 1] ?? 0) !== segment)) flags |= BLOCK_START
    builder.flags[index] = flags
    resetGap(gap)
    at = scanPlainWords(builder, source, end, region?.start ?? source.length, words)
  }
  const tokens = builder.finish()
  markTitles(tokens)
  return tokens
}

function resetGap(gap: Gap): void {
  gap.blanks = gap.newlines = gap.hyphens = gap.others = 0
  gap.stop = gap.break = gap.opened = false
}

/** Takes one character between words into account; returns whether quotation goes on after it. */
function readGap(gap: Gap, unit: number, kind: number, quoted: boolean, builder: TokenBuilder, source: string, at: number): boolean {
  gap.opened = false
  if (kind === BLANK) gap.blanks++
  else if (kind === NEWLINE) gap.newlines += unit === 0x0d && unitAt(source, at + 1) === 0x0a ? 0 : 1
  else if (kind === HYPHEN) gap.hyphens++
  else {
    gap.others++
    if (kind === STOP) gap.stop = gap.stop || unit !== FULL_STOP || !isInitial(builder, source, at)
    else if (kind === BREAK) gap.break = true
    else if (unit === 0x201c || unit === 0x28 || unit === 0x5b || unit === 0x2018) gap.opened = true
    if (unit === 0x22) gap.opened = !quoted
    if (unit === 0x201c) return true
    if (unit === 0x201d) return false
    if (unit === 0x22) return !quoted
  }
  return quoted
}

/** A full stop straight after a single capital letter belongs to a name. */
function isInitial(builder: TokenBuilder, source: string, at: number): boolean {
  const last = builder.count - 1
  return last >= 0 && builder.end[last] === at && at - (builder.start[last] ?? 0) === 1 && isUpper(unitAt(source, at - 1))
}

/** A single newline inside a sentence is hard wrapping, not the end of a block: the next line goes on in lower case. */
function isWrapped(gap: Gap, source: string, next: number): boolean {
  return gap.newlines === 1 && gap.others === 0 && gap.hyphens === 0 && !isUpper(unitAt(source, next)) && classOf(unitAt(source, next)) === LETTER
}

/** Marks how the last token joins the coming one, and returns the coming token's segment. */
function closeGap(gap: Gap, builder: TokenBuilder, words: WordIds, source: string, next: number, segment: number): number {
  const last = builder.count - 1
  if (last < 0) return segment
  const wrapped = isWrapped(gap, source, next)
  if (gap.newlines > 0 && !wrapped && !isWrappedAfterComma(gap, source, builder, next)) return segment + 1
  const dash = gap.hyphens > 1 || (gap.hyphens === 1 && gap.blanks > 0)
  if (gap.break || dash) return segment + 1
  if (gap.stop && gap.blanks > 0) {
    const unit = unitAt(source, next)
    const abbreviated = unitAt(source, builder.end[last] ?? 0) === FULL_STOP && words.isAbbreviation(builder.word[last] ?? UNKNOWN)
    if (!abbreviated && (isUpper(unit) || classOf(unit) === DIGIT)) return segment + 1
  }
  if (gap.others === 0) {
    if (gap.hyphens === 0 && gap.blanks + gap.newlines > 0) builder.flags[last] = (builder.flags[last] ?? 0) | JOINED
    else if (gap.hyphens === 1) builder.flags[last] = (builder.flags[last] ?? 0) | HYPHENATED
  }
  return segment
}

function isWrappedAfterComma(gap: Gap, source: string, builder: TokenBuilder, next: number): boolean {
  const unit = unitAt(source, next)
  const afterComma = unitAt(source, builder.end[builder.count - 1] ?? 0) === COMMA
  return gap.newlines === 1 && gap.others === 1 && afterComma && classOf(unit) === LETTER && !isUpper(unit)
}

function markProtected(builder: TokenBuilder, index: number, start: number, end: number): void {
  builder.start[index] = start
  builder.end[index] = end
  builder.word[index] = UNKNOWN
  builder.stem[index] = UNKNOWN
  builder.flags[index] = PROTECTED
}

/** Reads one word from its first letter or digit and returns its end. */
function scanWord(builder: TokenBuilder, index: number, source: string, start: number, words: WordIds): number {
  const dotted = endOfDotted(source, start)
  const first = unitAt(source, start)
  const number = classOf(first) === DIGIT
  let hash = hashStart
  let length = 0
  let composed = true
  let letters = 0
  let capitals = 0
  let apostropheAt = -1
  let apostropheHash = 0
  let at = start
  for (; at < source.length; at++) {
    const unit = source.charCodeAt(at)
    const kind = classOf(unit)
    if (dotted > 0 ? at >= dotted : !continues(source, at, kind, number)) break
    if (kind === INVISIBLE) continue
    if (kind === MARK) composed = false
    if (kind === APOSTROPHE) {
      apostropheAt = length
      apostropheHash = hash
    } else if (kind === LETTER) {
      letters++
      if (isUpper(unit)) capitals++
    }
    const folded = foldUnit(unit)
    if (length < LONGEST_WORD) scratch[length] = folded
    hash = hashStep(hash, folded)
    length++
  }
  builder.start[index] = start
  builder.flags[index] =
    (isUpper(first) ? CAPITAL : 0) | (letters > 1 && capitals === letters ? ALL_CAPS : 0) | (number ? NUMBER | PROTECTED : 0)
  const text = composed ? '' : source.slice(start, at)
  identify(builder, index, text, composed, hash, length, apostropheAt, apostropheHash, words)
  const end = pluralPossessiveEnd(source, start, at)
  if (end > at) {
    builder.possessive[index] = 1
    builder.flags[index] = (builder.flags[index] ?? 0) | PLURAL_POSSESSIVE
  }
  builder.end[index] = end
  return end
}

function identify(
  builder: TokenBuilder, index: number, text: string, composed: boolean, hash: number, length: number,
  apostropheAt: number, apostropheHash: number, words: WordIds
): void {
  builder.possessive[index] = 0
  if (length > LONGEST_WORD) {
    builder.word[index] = builder.stem[index] = UNKNOWN
    return
  }
  const spelling = composed ? '' : text.normalize('NFC').toLowerCase().replaceAll('’', "'")
  const word = composed ? words.idOfUnits(hash, scratch, length) : words.id(spelling)
  builder.word[index] = builder.stem[index] = word
  if (apostropheAt > 0 && apostropheAt === length - 2 && scratch[length - 1] === 0x73) {
    builder.stem[index] = composed ? words.idOfUnits(apostropheHash, scratch, length - 2) : words.id(spelling.slice(0, -2))
    builder.possessive[index] = 2
  }
}

/** Whether the word goes on at this character. */
function continues(source: string, at: number, kind: number, number: boolean): boolean {
  if (kind === LETTER || kind === DIGIT || kind === MARK || kind === INVISIBLE) return true
  const next = classOf(unitAt(source, at + 1))
  if (kind === APOSTROPHE) return next === LETTER
  const unit = unitAt(source, at)
  return number && (unit === FULL_STOP || unit === COMMA) && next === DIGIT
}

/** End of an abbreviation such as U.S. or e.g. that starts here, or 0. */
function endOfDotted(source: string, start: number): number {
  let at = start
  while (classOf(unitAt(source, at)) === LETTER && unitAt(source, at + 1) === FULL_STOP) at += 2
  return at - start >= 4 && classOf(unitAt(source, at)) !== LETTER ? at : 0
}

/** Takes the apostrophe of a plural possessive ("officials’ view") into the token; a closing quote is left outside. */
function pluralPossessiveEnd(source: string, start: number, end: number): number {
  if (end - start < 3 || foldUnit(unitAt(source, end - 1)) !== 0x73 || classOf(unitAt(source, end)) !== APOSTROPHE) return end
  if (classOf(unitAt(source, end + 1)) !== BLANK) return end
  const next = unitAt(source, end + 2)
  return classOf(next) === LETTER && !isUpper(next) && !quoteOpenBefore(source, start) ? end + 1 : end
}

const QUOTE_REACH = 200

function quoteOpenBefore(source: string, start: number): boolean {
  for (let at = start - 1; at >= 0 && start - at < QUOTE_REACH; at--) {
    const unit = unitAt(source, at)
    if (unit === 0x0a) return false
    if (unit === 0x2018) return true
    if (unit === 0x27 && classOf(unitAt(source, at + 1)) === LETTER && (at === 0 || classOf(unitAt(source, at - 1)) === BLANK)) return true
  }
  return false
}
