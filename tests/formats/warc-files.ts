/** WARC files for tests, written and read by warcio. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { WARCParser, WARCRecord } from 'warcio'
import { WARCSerializer } from 'warcio/node'
import { streamOf } from './byte-streams.js'

const DIGESTS = [
  { algo: 'sha-1', prefix: 'sha1:', base32: true },
  { algo: 'sha-256', prefix: 'sha256:' }
] as const

export interface Page {
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly type?: 'response' | 'conversion' | 'resource' | 'request' | 'metadata'
  /** Of a record that holds no HTTP message. */
  readonly contentType?: string
  /** Which digest it has. */
  readonly digest?: 0 | 1
}

/** One record. */
export async function recordOf({ body, headers, type = 'response', contentType, digest = 0 }: Page, number = 0, gzip = false): Promise<Buffer> {
  const record = WARCRecord.create(
    {
      url: `https://news.example/${number}`,
      date: '2024-03-05T00:00:00Z',
      type,
      warcHeaders: { 'WARC-Record-ID': `<urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}>`, ...(contentType && { 'Content-Type': contentType }) },
      ...(headers && { httpHeaders: headers, statusline: 'HTTP/1.1 200 OK' }),
      keepHeadersCase: true
    },
    streamOf(body)
  )
  return Buffer.from(await WARCSerializer.serialize(record, { gzip, digest: DIGESTS[digest] }))
}

/** What warcio reads from a file: for each record its fields and its text; digests are computed again and compared. */
export async function readWarc(bytes: Uint8Array): Promise<{ uri: string; text: string; headers: Record<string, string>; right: boolean }[]> {
  const read = []
  for await (const record of new WARCParser(streamOf(bytes), { keepHeadersCase: true })) {
    const uri = record.warcTargetURI ?? ''
    const fields = (): unknown[] => [record.warcBlockDigest, record.warcPayloadDigest, record.warcHeader('Content-Length')]
    const stated = fields()
    const headers = Object.fromEntries([...(record.httpHeaders?.headers ?? [])].map(([name, value]) => [name.toLowerCase(), value]))
    const again = new WARCSerializer(record, { digest: DIGESTS[String(stated[0]).startsWith('sha1') ? 0 : 1] })
    await again.digestRecord({ recompute: true })
    const written = Buffer.from(await again.readFully())
    const head = written.indexOf('\r\n\r\n') + 4
    const payload = written.subarray(record.httpHeaders ? written.indexOf('\r\n\r\n', head) + 4 : head, -4)
    const length = Number(headers['content-length'] ?? payload.length)
    read.push({ uri, text: payload.toString(), headers, right: JSON.stringify(fields()) === JSON.stringify(stated) && length === payload.length })
  }
  return read
}

/** How many records warcio finds in a file, each read to its end. */
export async function countRecords(bytes: Uint8Array): Promise<number> {
  let count = 0
  for await (const record of new WARCParser(streamOf(bytes))) {
    await record.readFully(false)
    count++
  }
  return count
}

export const chunked = (body: Uint8Array): Buffer =>
  Buffer.concat([...[body.subarray(0, 5), body.subarray(5)].flatMap((part) => [Buffer.from(`${part.length.toString(16)};x=y\r\n`), part, Buffer.from('\r\n')]), Buffer.from('0\r\n\r\n')])

export const encoders = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }
