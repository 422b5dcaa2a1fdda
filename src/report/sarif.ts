/**
 * SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code scanning and editors.
 *
 * One run over all texts, one result a group of edits, one rule a dictionary entry. Lines and columns count from 1,
 * columns and offsets in UTF-16 code units; a byte order mark counts for neither, as the standard has it (3.30.2).
 */
import type { Edit, Span } from '../types.js'
import { Fingerprints } from './fingerprint.js'
import type { Formatter, NamedRestoration, ReportOptions } from './formatter.js'
import { groupsOf, type EditGroup } from './groups.js'
import { LineIndex } from './lines.js'
import { quoted, twoDecimals, visible } from './paint.js'

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'
const BYTE_ORDER_MARK = 0xfeff

/**
 * Text for a message of SARIF: braces are doubled, or they would be placeholders (3.11.5), and a bracket is parted from
 * a parenthesis, or an article could make a link (3.11.6).
 */
const message = (text: string): { text: string } => ({ text: visible(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (') })

const LONE_SURROGATES = /\p{Surrogate}/gu

/** A path as a reference by RFC 3986; an absolute path becomes a `file:` URI. */
export function uriOf(path: string): string {
  const encoded = path.replace(LONE_SURROGATES, '\ufffd').split('/').map(encodeURIComponent).join('/')
  if (encoded.startsWith('/')) return `file://${encoded}`
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${encoded.slice('C%3A'.length)}` : encoded
}

/** Rules in the order in which their entries were first met. */
class Rules {
  private readonly indexes = new Map<string, number>()
  readonly descriptors: object[] = []

  constructor(private readonly describe: ReportOptions['describe']) {}

  indexOf({ entry, kind }: Edit): number {
    const known = this.indexes.get(entry)
    if (known !== undefined) return known
    this.descriptors.push(this.descriptor(entry, kind))
    this.indexes.set(entry, this.descriptors.length - 1)
    return this.descriptors.length - 1
  }

  private descriptor(id: string, kind: string): object {
    const description = this.describe?.(id)
    const what = description ? `${description.summary} (${description.file}:${description.line})` : id
    return {
      id,
      shortDescription: message(description?.summary ?? id),
      fullDescription: message(`A spinner's substitution, restored by the dictionary entry ${what}.`),
      defaultConfiguration: { level: 'warning' },
      properties: { tags: ['spun text', kind] }
    }
  }
}

/** One text of the run. */
interface Artifact {
  readonly location: { readonly uri: string; readonly index: number }
  readonly index: LineIndex
  readonly fingerprints: Fingerprints
}

function regionOf(index: LineIndex, span: Span): object {
  const mark = index.text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0
  const place = (offset: number): { line: number; column: number } => {
    const line = index.lineAt(offset)
    return { line: line + 1, column: offset - index.start(line) + 1 - (line === 0 ? mark : 0) }
  }
  const from = place(span.start)
  const to = place(span.end)
  return {
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
    charOffset: span.start - mark,
    charLength: span.end - span.start
  }
}

const change = ({ before, after }: Edit): string => `${quoted(before)} → ${quoted(after)}`

function resultOf({ location, index, fingerprints }: Artifact, { main, edits }: EditGroup, rules: Rules): object {
  const { confidence, kind, entry, alternatives, inQuote } = main
  return {
    ruleId: entry,
    ruleIndex: rules.indexOf(main),
    level: 'warning',
    message: message(`${edits.map(change).join(', ')} (${twoDecimals(confidence)})`),
    // The standard's several locations of one result are what a group is: all have to be changed (3.27.12).
    locations: edits.map((edit) => ({
      physicalLocation: { artifactLocation: location, region: { ...regionOf(index, edit.span), snippet: { text: edit.before } } }
    })),
    fixes: [
      {
        description: message(edits.map(change).join(', ')),
        artifactChanges: [
          {
            artifactLocation: location,
            replacements: edits.map((edit) => ({ deletedRegion: regionOf(index, edit.span), insertedContent: { text: edit.after } }))
          }
        ]
      }
    ],
    partialFingerprints: { 'unspinEdit/v1': fingerprints.of(main) },
    rank: Math.floor(confidence * 1e4) / 100,
    properties: { kind, confidence: Math.round(confidence * 1e6) / 1e6, inQuote, alternatives: alternatives.map(({ after }) => after) }
  }
}

function log(documents: readonly NamedRestoration[], { describe, version }: ReportOptions): string {
  const rules = new Rules(describe)
  const results = documents.flatMap(({ name, restoration: { source, edits } }, at) => {
    const artifact = { location: { uri: uriOf(name), index: at }, index: new LineIndex(source), fingerprints: new Fingerprints(source) }
    return groupsOf(edits).map((group) => resultOf(artifact, group, rules))
  })
  const run = {
    tool: { driver: { name: 'unspin', ...(version !== undefined && { version }), rules: rules.descriptors } },
    columnKind: 'utf16CodeUnits',
    artifacts: documents.map(({ name }) => ({ location: { uri: uriOf(name) } })),
    results
  }
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`
}

export const sarif: Formatter = {
  format: (document, options) => log([document], options),
  whole: log
}
