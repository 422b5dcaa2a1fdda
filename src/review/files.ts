/** Documents on disk under review: opened with their journals, and written when it is time. */
import { resolve } from 'node:path'
import type { SourceText } from '../formats/source-text.js'
import { readBytes, writeAtomically } from '../formats/text-file.js'
import { UnspinError, type Restoration } from '../types.js'
import { ReviewDocument } from './document.js'
import { hashOf, Journal, journalPathOf, readJournal } from './journal.js'
import { documentName } from './paths.js'
import { type InputKind, readDocument } from './reading.js'
import { type DecisionRecord, headerOf, type HeaderRecord, JOURNAL_VERSION, liveDecisions } from './records.js'
import { Review, type Rules } from './review.js'
import { bytesOf, encodable, readDocumentText } from './written-text.js'
import { sourceIdOf, writtenRecord, writtenSource } from './written.js'

/** What made the proposals, for the headers of journals. */
export interface Versions {
  readonly dictionary: string
  readonly model: string
}

/** A document under review and its file. */
export interface ReviewedFile {
  /** As given by the caller. */
  readonly path: string
  readonly document: ReviewDocument
  readonly journal: Journal
  /** The file when it was opened or last written: the source of the review, or a result written earlier. */
  readonly standing: SourceText
  /** The file's text that decisions are about, markup and all. */
  readonly source: string
  /** What it is written in. */
  readonly input: InputKind
}

type OpenFile = Omit<ReviewedFile, 'standing'> & { standing: SourceText }

export interface ReviewOptions {
  readonly versions: Versions
  /** Proposals for a text. */
  readonly propose: (text: string) => Restoration
  /** The rules of the project. Default: none, and those that are made are forgotten. */
  readonly rules?: Rules
  /** One journal for all documents, in a folder above them, in place of one beside each. */
  readonly journal?: string
  /** What the documents are encoded in. By default that goes by an earlier review, then by what they say themselves. */
  readonly encoding?: string
  /** What the documents are written in. By default that goes by their names, then by what they begin with. */
  readonly input?: InputKind
  /** Whether the texts of HTML attributes are reviewed too. Default false. */
  readonly attributes?: boolean
}

/** A review of files. {@link close} lets go of the journals. */
export class FileReview {
  readonly review: Review
  private readonly opened: OpenFile[] = []
  private readonly journals = new Map<string, Journal>()
  /** Journals that cannot be had, each with why: the same for all documents that share one. */
  private readonly refused = new Map<string, UnspinError>()
  /** Documents whose header is in their journal for sure. */
  private readonly headed = new WeakSet<ReviewDocument>()

  constructor(private readonly options: ReviewOptions) {
    this.review = new Review((document, records) => { this.keep(document, records) }, options.rules)
  }

  get files(): readonly ReviewedFile[] {
    return this.opened
  }

  /**
   * Opens a text file with its journal. When the file holds what an earlier review wrote into it, the review goes on
   * with the source of that.
   * @param journalPath a journal shared with other documents, in place of what the options say
   * @throws UnspinError as `readText`, `documentName` and `Journal.open` do
   */
  async open(path: string, journalPath = this.options.journal ?? journalPathOf(path)): Promise<ReviewedFile> {
    const name = documentName(journalPath, path)
    const header = headerOf(this.fromJournal(journalPath, () => this.journals.get(resolve(journalPath))?.records ?? readJournal(journalPath)), name)
    const standing = await readDocumentText(path, header, this.options.encoding)
    const journal = this.fromJournal(journalPath, () => this.journalAt(journalPath))
    const source = writtenSource(standing.text, name, journal.records) ?? standing.text
    const { input, reading } = await readDocument(path, source, this.options)
    const document = new ReviewDocument({
      name,
      sourceId: sourceIdOf(source),
      restoration: this.options.propose(reading.text),
      inFile: (restoration) => encodable(standing, reading.inSource(restoration)),
      decisions: liveDecisions(journal.records, name)
    })
    const file: OpenFile = { path, document, journal, standing, source, input }
    this.opened.push(file)
    this.review.add(document)
    return file
  }

  /** The file of a document. */
  fileOf(document: ReviewDocument): ReviewedFile | undefined {
    return this.opened.find((file) => file.document === document)
  }

  /**
   * Writes a document as decided, in one step.
   * @returns whether the file changed
   * @throws UnspinError `UNSPIN_REVIEW_CHANGED` when the file is not what it was, and as `writeAtomically` does
   */
  async write(file: ReviewedFile): Promise<boolean> {
    const { path, document, journal, source, standing } = file
    if (!Buffer.from(standing.bytes).equals((await readBytes(path)).bytes)) {
      const hint = 'start the review again: decisions are placed in the new text by their content'
      throw new UnspinError('UNSPIN_REVIEW_CHANGED', 'the file has changed since the review began', { file: path, hint })
    }
    const decided = document.decidedInFile()
    const { text, edits } = decided
    if (text === standing.text) return false
    const bytes = bytesOf(standing, decided)
    journal.append([writtenRecord(document.name, source, edits, text)])
    await writeAtomically(path, bytes)
    for (const each of this.opened) if (each.document === document) each.standing = { ...standing, text, bytes }
    return true
  }

  /** Whether writing would change the file. */
  isUnwritten({ document, standing }: ReviewedFile): boolean {
    return document.decidedInFile().text !== standing.text
  }

  close(): void {
    for (const journal of this.journals.values()) journal.close()
  }

  private keep(document: ReviewDocument, records: readonly DecisionRecord[]): void {
    const file = this.fileOf(document)
    if (!file) return
    file.journal.append([...this.headerFor(file), ...records])
    this.headed.add(document)
  }

  /** The header that decisions on a document need; none when the journal has it. */
  private headerFor({ document, journal, source, input, standing: { codec } }: ReviewedFile): HeaderRecord[] {
    if (this.headed.has(document)) return []
    const { dictionary, model } = this.options.versions
    const header: HeaderRecord = {
      unspin: 'journal',
      version: JOURNAL_VERSION,
      document: document.name,
      source: hashOf(source),
      dictionary,
      model,
      ...(codec.name !== 'utf-8' && { encoding: codec.name }),
      ...(input !== 'text' && { input }),
      ...(this.options.attributes && { attributes: true }),
      proposed: proposedBy(document)
    }
    const line = JSON.stringify(header)
    return journal.records.some((record) => 'unspin' in record && JSON.stringify(record) === line) ? [] : [header]
  }

  /** What is got from a journal, unless that failed before. */
  private fromJournal<Value>(path: string, get: () => Value): Value {
    const at = resolve(path)
    const known = this.refused.get(at)
    if (known) throw known
    try {
      return get()
    } catch (error) {
      if (error instanceof UnspinError) this.refused.set(at, error)
      throw error
    }
  }

  private journalAt(path: string): Journal {
    const at = resolve(path)
    const journal = this.journals.get(at) ?? Journal.open(path)
    this.journals.set(at, journal)
    return journal
  }
}

/** How many edits each entry proposes. */
function proposedBy({ items }: ReviewDocument): Record<string, number> {
  const counts = new Map<string, number>()
  for (const { entry, origin } of items) if (origin === 'edit') counts.set(entry, (counts.get(entry) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}
