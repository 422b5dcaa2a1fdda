/** The one way in which a dictionary file is written: sorted, one entry to a line, quoted only where it must be. */
import { compareText } from '../../src/dictionary/order.js'
import { readSections, type DictionaryFile, type RawRow, type RawSection } from '../../src/dictionary/parse.js'
import { sections as sectionOrder, type SectionName } from '../../src/dictionary/schema.js'

const WIDTH = 100
/** Keys by which a section's rows are sorted; sections that are not listed hold plain texts. */
const SORT_KEYS: Partial<Record<SectionName, readonly string[]>> = {
  words: ['spun', 'pos'],
  phrases: ['spun'],
  protected: ['phrase'],
  families: ['id'],
  verbs: ['base'],
  plurals: ['singular'],
  comparatives: ['base'],
  spelling: ['american', 'pos']
}
/** Sections whose rows hold sentences, one key to a line. */
const BLOCK_SECTIONS: ReadonlySet<SectionName> = new Set<SectionName>(['examples', 'families'])

/**
 * The file rewritten. Comments above and behind rows stay with them; blank lines go. A file with broken
 * syntax or unknown sections is returned as it is, for the parser to report.
 */
export function canonical(file: DictionaryFile): string {
  const { sections, faults } = readSections(file)
  if (faults.length > 0) return file.text
  const order = Object.keys(sectionOrder)
  const sorted = sections.filter(({ rows }) => rows.length > 0).sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
  return sorted.flatMap(renderSection).join('\n') + '\n'
}

function renderSection(section: RawSection): string[] {
  const { name, rows, commentBefore } = section
  const above = comments(commentBefore, '')
  if (name === 'field') return [...above, `field: ${String(rows[0]?.value)}`]
  if (name === 'description') return [...above, ...renderDescription(String(rows[0]?.value))]
  const kept = name === 'examples' ? rows : sortRows(name, rows)
  return [...above, `${name}:`, ...kept.flatMap((row) => renderRow(name, row))]
}

/** Sorted, exact repetitions dropped. */
function sortRows(name: SectionName, rows: readonly RawRow[]): RawRow[] {
  const keys = SORT_KEYS[name]
  const keyOf = (row: RawRow, key: string): string => String(isRecord(row.value) ? row.value[key] : row.value)
  const compare = (a: RawRow, b: RawRow): number =>
    (keys ?? ['']).reduce((order, key) => order || compareText(keyOf(a, key), keyOf(b, key)), 0)
  const seen = new Set<string>()
  return [...rows].sort(compare).filter((row) => {
    const text = JSON.stringify(row.value)
    return !seen.has(text) && seen.add(text)
  })
}

function renderRow(name: SectionName, row: RawRow): string[] {
  const behind = row.comment === undefined ? '' : ` #${row.comment}`
  const lines = BLOCK_SECTIONS.has(name) && isRecord(row.value) ? renderBlock(row.value) : [flow(row.value) + behind]
  return [...comments(row.commentBefore, '  '), ...lines.map((line, index) => (index === 0 ? '  - ' : '    ') + line)]
}

function renderBlock(row: Record<string, unknown>): string[] {
  return Object.entries(row).flatMap(([key, value]) =>
    Array.isArray(value) ? [`${key}:`, ...value.map((item) => `  - ${scalar(item)}`)] : [`${key}: ${scalar(value)}`]
  )
}

function renderDescription(text: string): string[] {
  if (`description: ${text}`.length <= WIDTH && scalar(text) === text) return [`description: ${text}`]
  const lines: string[] = []
  let line = ' '
  for (const word of text.split(/\s+/)) {
    if (`${line} ${word}`.length > WIDTH) {
      lines.push(line)
      line = ' '
    }
    line += ` ${word}`
  }
  return ['description: >-', ...lines, line]
}

const comments = (text: string | undefined, indent: string): string[] =>
  text === undefined ? [] : text.split('\n').map((line) => `${indent}#${line}`)

/** A value on one line, quoted only where it must be. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (isRecord(value))
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${flow(item)}`)
      .join(', ')} }`
  return scalar(value, true)
}

/** Texts that YAML, or a reader who knows its older versions, would take for something else. */
const KEYWORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i

function scalar(value: unknown, inFlow = false): string {
  if (typeof value !== 'string') return String(value)
  const safe = inFlow ? /^\p{L}[^,[\]{}:#"]*$/u : /^\p{L}(?:[^:#]|:(?=\S)|#)*$/u
  if (safe.test(value) && !KEYWORDS.test(value) && !/ #|\s$/.test(value)) return value
  return `'${value.replaceAll("'", "''")}'`
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
