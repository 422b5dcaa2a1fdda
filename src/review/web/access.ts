/**
 * Who may talk to the review's server: the page that it served itself, opened from the address that it printed.
 *
 * Three walls, since a browser sends requests for any page that it shows. `Host` must be the loopback address that was
 * printed, or a hostile name could be made to resolve to it (DNS rebinding). `Origin` must be the server's own, or
 * another page could post. And a random token must come along: in the address for the page itself, in a header for
 * data. The cookie only brings the page back on reload; browsers send it to every port of the host, so it opens no data.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Where the token stands in a request for data. */
export const TOKEN_HEADER = 'x-unspin-token'

/** Why a request is refused: an HTTP status, and a sentence for whoever reads it. */
export interface Refusal {
  readonly status: number
  readonly message: string
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}

const WITHOUT_TOKEN: Refusal = { status: 401, message: 'open the address that unspin printed: it holds the key to this review' }

export class Access {
  readonly token = randomBytes(24).toString('base64url')
  private readonly pageKey = randomBytes(24).toString('base64url')
  private readonly cookieName: string
  private readonly hosts: readonly string[]

  /** @param port the port that the server listens on */
  constructor(port: number) {
    this.cookieName = `unspin-${port}`
    this.hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  }

  /** The address to open. */
  get url(): string {
    return `http://${this.hosts[0] ?? ''}/?token=${this.token}`
  }

  /** What lets the page be loaded again without the token in its address. */
  get cookie(): string {
    return `${this.cookieName}=${this.pageKey}; Path=/; HttpOnly; SameSite=Strict`
  }

  /** Refuses what did not come from this server's page, or from a person at this machine. */
  checkSource({ headers, method }: IncomingMessage): Refusal | undefined {
    const { host, origin } = headers
    if (host === undefined || !this.hosts.includes(host)) return { status: 403, message: 'this host is not the address of the review' }
    const site = headers['sec-fetch-site']
    if (origin === undefined ? method !== 'GET' : origin !== `http://${host}`) {
      return { status: 403, message: 'requests from other pages are refused' }
    }
    // A person who opens the address sends `none`; a link on another page may only lead to the page, with its token.
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && headers['sec-fetch-mode'] !== 'navigate') {
      return { status: 403, message: 'requests from other sites are refused' }
    }
    return undefined
  }

  /** Refuses the page and its files to whoever has neither the token nor the cookie that came with it. */
  checkPage(request: IncomingMessage, query: URLSearchParams): Refusal | undefined {
    return this.isToken(query.get('token') ?? '') || this.hasCookie(request) ? undefined : WITHOUT_TOKEN
  }

  /** Refuses data to whoever lacks the token. */
  checkData({ headers }: IncomingMessage): Refusal | undefined {
    const token = headers[TOKEN_HEADER]
    return typeof token === 'string' && this.isToken(token) ? undefined : WITHOUT_TOKEN
  }

  private isToken(given: string): boolean {
    return same(given, this.token)
  }

  private hasCookie({ headers }: IncomingMessage): boolean {
    const cookies = (headers.cookie ?? '').split(/;\s*/)
    return cookies.some((cookie) => same(cookie, `${this.cookieName}=${this.pageKey}`))
  }
}
