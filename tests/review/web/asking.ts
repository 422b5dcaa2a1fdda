/** Sends requests as hostile or clumsy programs would, header by header. */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { TOKEN_HEADER } from '../../../src/review/web/access.js'
import type { RunningServer } from '../../../src/review/web/server.js'

export interface Asked {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export const tokenOf = ({ url }: Pick<RunningServer, 'url'>): string => new URL(url).searchParams.get('token') ?? ''

/** Headers that the page itself sends. */
export const own = (server: RunningServer): Record<string, string> => ({
  host: `127.0.0.1:${server.port}`,
  origin: `http://127.0.0.1:${server.port}`,
  'content-type': 'application/json',
  [TOKEN_HEADER]: tokenOf(server)
})

/** Sends a request to a server; an empty header is left out. */
export function ask({ port }: RunningServer, { method = 'GET', path = '/', headers = {}, body }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
    const asking = request({ host: '127.0.0.1', port, method, path, headers: sent, setHost: !('host' in headers) }, (response) => {
      text(response).then((answer) => { resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }) }, reject)
    })
    asking.on('error', reject)
    asking.end(body)
  })
}
