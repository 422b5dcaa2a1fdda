/**
 * Revisits of restored payloads. A crawler that meets a page for the second time writes a `revisit` record without the
 * payload, which tells by its digest what it was (ISO 28500, 6.7): when that payload was restored, its digest is another.
 */
import { Buffer } from 'node:buffer'
import { fieldOf, headerLines, withField } from './header-lines.js'
import type { Frame } from './warc-framing.js'

/** Digests of a payload, as records write them. */
export interface ChangedPayload {
  readonly before: string
  readonly after: string
}

/** Payloads remembered; crawlers write revisits soon, and a crawl may be of any size. */
const MOST = 100_000

export class ChangedPayloads {
  private readonly digests = new Map<string, string>()

  /** @param onAdd told of each payload as it is added */
  constructor(private readonly onAdd?: (payload: ChangedPayload) => void) {}

  /** Those remembered, the oldest first. */
  get all(): ChangedPayload[] {
    return [...this.digests].map(([before, after]) => ({ before, after }))
  }

  add({ before, after }: ChangedPayload): void {
    this.onAdd?.({ before, after })
    this.digests.delete(before)
    this.digests.set(before, after)
    const [oldest] = this.digests.keys()
    if (this.digests.size > MOST && oldest !== undefined) this.digests.delete(oldest)
  }

  /** A revisit of a restored payload with the digest made right; undefined for any other record. */
  inRevisit({ bytes, frame }: { readonly bytes: Uint8Array; readonly frame: Frame }): Uint8Array | undefined {
    if (this.digests.size === 0) return undefined
    const lines = headerLines(frame.head)
    if (fieldOf(lines, 'warc-type')?.toLowerCase() !== 'revisit') return undefined
    const after = this.digests.get(fieldOf(lines, 'warc-payload-digest') ?? '')
    if (after === undefined) return undefined
    const head = withField(lines, 'warc-payload-digest', after).join('')
    return Buffer.concat([Buffer.from(head, 'latin1'), bytes.subarray(frame.blockStart)])
  }
}
