/**
 * Dictionary files → entries with their places. The only importer of yaml. Nothing is thrown for a
 * faulty file: every fault is returned with file and line, and the good rows are kept.
 */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { EntryCollector } from './collect.js'
import type { Entries } from './entries.js'
import type { Fault } from './fault.js'
import { isScalarSection, isSectionName, type SectionName } from './schema.js'

export interface DictionaryFile {
  /** As it shall stand in messages; its last part without `.yaml`, below the layer, is part of the entry ids. */
  readonly path: string
  readonly text: string
}

/** A row as read, unchecked, with the comments that belong to it. */
export interface RawRow {
  readonly value: unknown
  readonly line: number
  /** Comment lines above the row, without `#`. */
  readonly commentBefore: string | undefined
  /** Comment behind the row, without `#`. */
  readonly comment: string | undefined
}

/** A section as read: `description` and `field` have one row. */
export interface RawSection {
  readonly name: SectionName
  readonly rows: readonly RawRow[]
  /** Comment lines above the section, without `#`. */
  readonly commentBefore: string | undefined
}

/** Reads files of one dictionary together, in the order given. */
export function parseDictionary(files: readonly DictionaryFile[]): { entries: Entries; faults: Fault[] } {
  const faults: Fault[] = []
  const collector = new EntryCollector()
  for (const file of files) {
    const raw = readSections(file)
    faults.push(...raw.faults)
    for (const section of fieldFirst(raw.sections)) {
      for (const { value, line } of section.rows) {
        const position = { file: file.path, line }
        faults.push(...collector.add(section.name, value, position).map((problem) => ({ ...problem, ...position })))
      }
    }
  }
  return { entries: collector.finish(), faults }
}

/** A file's field holds for all of its names, wherever it is stated. */
const fieldFirst = (sections: readonly RawSection[]): RawSection[] =>
  [...sections].sort((a, b) => Number(b.name === 'field') - Number(a.name === 'field'))

/** Reads one file down to its rows, without looking into them. */
export function readSections({ path, text }: DictionaryFile): { sections: RawSection[]; faults: Fault[] } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const lineOf = (offset: number): number => counter.linePos(offset).line
  const fault = (code: string, message: string, hint: string, offset: number): Fault => ({
    code: `UNSPIN_DICTIONARY_${code}`,
    message,
    hint,
    file: path,
    line: lineOf(offset)
  })
  // A document with broken syntax has half-read rows, whose faults would only repeat the first.
  const broken = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY')
  if (broken) {
    const hint = 'see the other rows of the file; quote texts with : # or brackets'
    return { sections: [], faults: [fault('SYNTAX', `not YAML: ${broken.message}`, hint, broken.pos[0])] }
  }
  const faults = document.errors.map(({ pos }) =>
    fault('DUPLICATE_KEY', 'a key stands twice in one mapping', 'remove one of the two', pos[0])
  )
  if (!isMap(document.contents)) {
    faults.push(
      fault('NOT_DICTIONARY', 'the file has no sections', 'begin with `words:`, `phrases:`, `names:`, `terms:` or `protected:`', 0)
    )
    return { sections: [], faults }
  }
  const sections: RawSection[] = []
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const offset = startOf(key)
    const commentBefore = commentsOf(sections.length === 0 ? document.commentBefore : undefined, nodeOf(key)?.commentBefore)
    if (!isSectionName(name))
      faults.push(fault('UNKNOWN_SECTION', `unknown section \`${name}\``, 'remove it, or mend its spelling', offset))
    else if (isScalarSection(name)) sections.push({ name, rows: [rawRow(value, lineOf(offset))], commentBefore })
    else if (isSeq(value)) {
      const rows = value.items.map((item) => rawRow(item, lineOf(startOf(item))))
      // A comment above the first row is parsed as the list's.
      if (rows[0]) rows[0] = { ...rows[0], commentBefore: commentsOf(value.commentBefore, rows[0].commentBefore) }
      sections.push({ name, rows, commentBefore })
    } else
      faults.push(
        fault('NOT_SECTION', `the section \`${name}\` is not a list`, 'write one row to a line, each after `- `', offset)
      )
  }
  return { sections, faults }
}

const nodeOf = (value: unknown): Scalar | YAMLMap | YAMLSeq | undefined =>
  isScalar(value) || isMap(value) || isSeq(value) ? value : undefined

const startOf = (value: unknown): number => nodeOf(value)?.range?.[0] ?? 0

/** Comments one below the other; undefined when there are none. */
const commentsOf = (...comments: (string | null | undefined)[]): string | undefined =>
  comments.filter(Boolean).join('\n') || undefined

function rawRow(item: unknown, line: number): RawRow {
  const node = nodeOf(item)
  return { value: plain(item), line, commentBefore: commentsOf(node?.commentBefore), comment: commentsOf(node?.comment) }
}

/** The plain value of a node; an alias has none, which the row's check then tells. */
function plain(node: unknown): unknown {
  if (isScalar(node)) return node.value
  if (isSeq(node)) return node.items.map((item) => plain(item))
  if (isMap(node)) return Object.fromEntries(node.items.map(({ key, value }) => [String(plain(key)), plain(value)]))
  return null
}
