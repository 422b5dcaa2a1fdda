/** Reading requests and writing answers, with limits on the one and protective headers on the other. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Longest request body in bytes. A decision takes a hundred, and what a person types is short. */
export const MAX_BODY = 64 * 1024

/** A request that cannot be served. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message)
    this.name = 'HttpError'
  }
}

/**
 * The page may load its own modules, style and icon, and talk to its own server; nothing else, and nothing inline.
 * Trusted types make the browser refuse any text that is put in as markup.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'"
].join('; ')

const PROTECTION: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store'
}

export interface Answer {
  readonly status?: number
  readonly type: string
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

export function send(response: ServerResponse, { status = 200, type, body, headers = {} }: Answer): void {
  response.writeHead(status, {
    ...PROTECTION,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers
  })
  response.end(body)
}

/** Opens an answer that goes on: one JSON value a line. */
export function openStream(response: ServerResponse): void {
  response.writeHead(200, { ...PROTECTION, 'content-type': 'application/x-ndjson; charset=utf-8' })
  response.flushHeaders()
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value)
})

/** An error as the page reads it. The connection ends with it: a refused sender may still be sending. */
export const failure = (status: number, message: string): Answer => ({
  ...json({ error: message }, status),
  headers: { connection: 'close' }
})

/**
 * The JSON value that a request brings.
 * @throws HttpError 415 for another type, 413 for more than {@link MAX_BODY} bytes, 400 for what is not JSON in UTF-8
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new HttpError(415, 'the body has to be application/json')
  }
  const bytes = await readBody(request)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new HttpError(400, 'the body is not JSON')
  }
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const tooLarge = new HttpError(413, `the body is longer than ${MAX_BODY} bytes`)
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) throw tooLarge
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) throw new HttpError(400, 'the body is not bytes')
    length += chunk.length
    if (length > MAX_BODY) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}
