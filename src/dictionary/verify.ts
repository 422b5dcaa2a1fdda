/** Structural checks of a whole dictionary. What the engine makes of it is checked elsewhere, by running the examples. */
import type { Entries, PartOfSpeech, Position, WordEntry } from './entries.js'
import type { Fault } from './fault.js'
import { compareText, compareWords } from './order.js'

interface Placed {
  readonly position: Position
}

const fault = (code: string, { file, line }: Position, message: string, hint: string): Fault => ({
  code: `UNSPIN_DICTIONARY_${code}`,
  message,
  hint,
  file,
  line
})

const placeOf = ({ file, line }: Position): string => `${file}:${line}`

/** Every structural fault of the entries, in the order of files and lines. */
export function verify(entries: Entries): Fault[] {
  const faults = [
    ...duplicates(entries),
    ...loops(entries),
    ...shadowed(entries),
    ...unknownFamilies(entries),
    ...unsorted(entries),
    ...singleWordNames(entries)
  ]
  return faults.sort((a, b) => compareText(a.file, b.file) || a.line - b.line)
}

function duplicates(entries: Entries): Fault[] {
  return [
    ...repeated(
      entries.words,
      'WORD',
      (entry) => `${entry.spun.toLowerCase()} (${entry.pos}${entry.scope === 'names' ? ', in names' : ''})`,
      'merge the originals into one row'
    ),
    ...repeated(entries.phrases, 'PHRASE', (entry) => entry.spun.toLowerCase(), 'merge the originals into one row'),
    ...repeated(
      entries.names,
      'NAME',
      (entry) => entry.name.toLowerCase(),
      'keep it in the field where readers would look for it'
    ),
    ...repeated(entries.protected, 'PROTECTED', (entry) => entry.phrase.toLowerCase(), 'remove one of them'),
    ...repeated(entries.families, 'FAMILY', (entry) => entry.id, 'remove one of them')
  ]
}

function repeated<Entry extends Placed>(
  list: readonly Entry[],
  what: string,
  keyOf: (entry: Entry) => string,
  hint: string
): Fault[] {
  const first = new Map<string, Position>()
  const faults: Fault[] = []
  for (const entry of list) {
    const key = keyOf(entry)
    const earlier = first.get(key)
    if (earlier) faults.push(fault(`DUPLICATE_${what}`, entry.position, `"${key}" stands at ${placeOf(earlier)} already`, hint))
    else first.set(key, entry.position)
  }
  return faults
}

interface Always extends Placed {
  readonly spun: string
  readonly originals: readonly string[]
  readonly pos: PartOfSpeech | undefined
}

/** An `always` entry claims that its spun form is hardly ever right, so no `always` entry may put one there. */
function loops({ words, phrases }: Entries): Fault[] {
  const always: Always[] = [
    ...words.filter(isAlways).filter(({ scope }) => scope !== 'names'),
    ...phrases.filter(isAlways).map((phrase) => ({ ...phrase, pos: undefined }))
  ]
  const inputs = new Map<string, Always[]>()
  for (const entry of always) {
    const key = entry.spun.toLowerCase()
    inputs.set(key, [...(inputs.get(key) ?? []), entry])
  }
  return always.flatMap((entry) =>
    entry.originals.flatMap((original) => loopsOver(entry, original, inputs.get(original.toLowerCase()) ?? []))
  )
}

const isAlways = ({ rate }: { rate: string }): boolean => rate === 'always'

function loopsOver(entry: Always, original: string, inputs: readonly Always[]): Fault[] {
  const next = inputs.find(
    (input) => input !== entry && (entry.pos === undefined || input.pos === undefined || input.pos === entry.pos)
  )
  if (next === undefined) return []
  const returns = next.originals.some((output) => output.toLowerCase() === entry.spun.toLowerCase())
  return [
    returns
      ? fault(
          'CYCLE',
          entry.position,
          `"${entry.spun}" ← "${original}" goes round with ${placeOf(next.position)}`,
          'at most one of the two can be `always`'
        )
      : fault(
          'CHAIN',
          entry.position,
          `"${entry.spun}" gives "${original}", which ${placeOf(next.position)} calls spun`,
          `write "${next.originals[0] ?? original}" here, or lower one of the rates`
        )
  ]
}

/** Entries that can never apply, because the same expression is protected or listed as a correct name. */
function shadowed({ words, phrases, names, protected: guards }: Entries): Fault[] {
  const guarded = new Map(guards.map((guard) => [guard.phrase.toLowerCase(), guard.position]))
  const correct = new Map(names.map((entry) => [entry.name, entry.position]))
  const faults: Fault[] = []
  for (const entry of [...words.filter(({ scope }) => scope !== 'names'), ...phrases]) {
    const guard = guarded.get(entry.spun.toLowerCase())
    if (guard)
      faults.push(
        fault('SHADOWED', entry.position, `"${entry.spun}" is protected at ${placeOf(guard)}`, 'remove one of the two')
      )
    const name = correct.get(entry.spun)
    if (name)
      faults.push(
        fault('SHADOWED', entry.position, `"${entry.spun}" is a correct name at ${placeOf(name)}`, 'remove one of the two')
      )
  }
  return faults
}

function unknownFamilies({ words, phrases, families }: Entries): Fault[] {
  const known = new Set(families.map(({ id }) => id))
  const hint = known.size === 0 ? 'families.yaml lists the families' : `it is one of ${[...known].join(', ')}`
  return [...words, ...phrases].flatMap(({ families: ids, position }) =>
    ids.filter((id) => !known.has(id)).map((id) => fault('UNKNOWN_FAMILY', position, `unknown family "${id}"`, hint))
  )
}

function unsorted(entries: Entries): Fault[] {
  return [
    ...outOfOrder<WordEntry>(entries.words, compareWords, ({ spun }) => spun),
    ...outOfOrder(
      entries.phrases,
      (a, b) => compareText(a.spun, b.spun),
      ({ spun }) => spun
    ),
    ...outOfOrder(
      entries.names,
      (a, b) => compareText(a.name, b.name),
      ({ name }) => name
    ),
    ...outOfOrder(
      entries.protected,
      (a, b) => compareText(a.phrase, b.phrase),
      ({ phrase }) => phrase
    ),
    ...outOfOrder(
      entries.families,
      (a, b) => compareText(a.id, b.id),
      ({ id }) => id
    )
  ]
}

/** One fault a file: the first entry that stands too low tells enough. */
function outOfOrder<Entry extends Placed>(
  list: readonly Entry[],
  compare: (a: Entry, b: Entry) => number,
  nameOf: (entry: Entry) => string
): Fault[] {
  const previous = new Map<string, Entry>()
  const told = new Set<string>()
  const faults: Fault[] = []
  for (const entry of list) {
    const { file } = entry.position
    const before = previous.get(file)
    if (before && !told.has(file) && compare(before, entry) > 0) {
      told.add(file)
      faults.push(
        fault('UNSORTED', entry.position, `"${nameOf(entry)}" stands after "${nameOf(before)}"`, 'run `npm run lexicon:format`')
      )
    }
    previous.set(file, entry)
  }
  return faults
}

function singleWordNames({ names }: Entries): Fault[] {
  return names
    .filter(({ name }) => !/[ -]/.test(name))
    .map(({ name, position }) =>
      fault(
        'SINGLE_WORD_NAME',
        position,
        `the name "${name}" is one word`,
        'names are fixed expressions of several words; use `words:` or `phrases:`'
      )
    )
}
