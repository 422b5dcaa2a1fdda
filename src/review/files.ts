/** Documents on disk under review: opened with their journals, and written when it is time. */
import { resolve } from 'node:path'
import { readSource, writeAtomically } from '../formats/text-file.js'
import { UnspinError, type Restoration } from '../types.js'
import { ReviewDocument } from './document.js'
import { hashOf, Journal, journalPathOf } from './journal.js'
import { documentName } from './paths.js'
import { type DecisionRecord, type HeaderRecord, JOURNAL_VERSION, type JournalRecord, liveDecisions } from './records.js'
import { Review } from './review.js'
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
  /** The file's text when it was opened or last written: the document's source, or a result written earlier. */
  readonly standing: string
}

type OpenFile = Omit<ReviewedFile, 'standing'> & { standing: string }

export interface ReviewOptions {
  readonly versions: Versions
  /** Proposals for a text. */
  readonly propose: (text: string) => Restoration
  /** One journal for all documents, in place of one beside each. */
  readonly journal?: string
}

/** A review of files. {@link close} lets go of the journals. */
export class FileReview {
  readonly review: Review
  private readonly opened: OpenFile[] = []
  private readonly journals = new Map<string, Journal>()
  /** Documents whose header is in their journal for sure. */
  private readonly headed = new WeakSet<ReviewDocument>()

  constructor(private readonly options: ReviewOptions) {
    this.review = new Review((document, records) => this.keep(document, records))
  }

  get files(): readonly ReviewedFile[] {
    return this.opened
  }

  /**
   * Opens a text file with its journal. When the file holds what an earlier review wrote into it, the review goes on
   * with the source of that.
   * @throws UnspinError as `readSource` and `Journal.open` do
   */
  async open(path: string): Promise<ReviewedFile> {
    const standing = await readSource(path)
    const journal = this.journalFor(path)
    const name = documentName(journal.path, path)
    const source = writtenSource(standing, name, journal.records) ?? standing
    const document = new ReviewDocument({
      name,
      sourceId: sourceIdOf(source),
      restoration: this.options.propose(source),
      decisions: liveDecisions(journal.records, name)
    })
    const file: OpenFile = { path, document, journal, standing }
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
    const { path, document, journal } = file
    if ((await readSource(path)) !== file.standing) {
      const hint = 'start the review again: decisions are placed in the new text by their content'
      throw new UnspinError('UNSPIN_REVIEW_CHANGED', 'the file has changed since the review began', { file: path, hint })
    }
    const result = document.result()
    if (result === file.standing) return false
    journal.append([...this.anchors(document, journal), writtenRecord(document.name, document.sourceId, result)])
    await writeAtomically(path, result)
    for (const each of this.opened) if (each.document === document) each.standing = result
    return true
  }

  close(): void {
    for (const journal of this.journals.values()) journal.close()
  }

  private keep(document: ReviewDocument, records: readonly DecisionRecord[]): void {
    const journal = this.fileOf(document)?.journal
    if (!journal) return
    journal.append([...this.headerFor(document, journal), ...records])
    this.headed.add(document)
  }

  /** The header that decisions on a document need; none when the journal has it. */
  private headerFor(document: ReviewDocument, journal: Journal): HeaderRecord[] {
    if (this.headed.has(document)) return []
    const { name, source } = document
    const { dictionary, model } = this.options.versions
    const proposed = proposedBy(document)
    const header: HeaderRecord = { unspin: 'journal', version: JOURNAL_VERSION, document: name, source: hashOf(source), dictionary, model, proposed }
    const line = JSON.stringify(header)
    return journal.records.some((record) => 'unspin' in record && JSON.stringify(record) === line) ? [] : [header]
  }

  /** Lines for the decisions that take effect but were made in an earlier version of the text: revert counts on them. */
  private anchors(document: ReviewDocument, journal: Journal): JournalRecord[] {
    const anchored = new Set(liveDecisions(journal.records, document.name).filter(({ source }) => source === document.sourceId).map(({ start }) => start))
    const moved = document.items.flatMap((item) => {
      const decision = document.decisionOn(item)
      return decision && !anchored.has(item.span.start) ? [document.recordOf(item, decision)] : []
    })
    return moved.length === 0 ? [] : [...this.headerFor(document, journal), ...moved]
  }

  private journalFor(path: string): Journal {
    const place = resolve(this.options.journal ?? journalPathOf(path))
    const journal = this.journals.get(place) ?? Journal.open(place)
    this.journals.set(place, journal)
    return journal
  }
}

/** How many edits each entry proposes. */
function proposedBy({ items }: ReviewDocument): Record<string, number> {
  const counts = new Map<string, number>()
  for (const { entry, origin } of items) if (origin === 'edit') counts.set(entry, (counts.get(entry) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}
