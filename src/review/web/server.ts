/** The review's HTTP server: on loopback only, with every request checked before anything else looks at it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Access } from './access.js'
import type { Assets } from './assets.js'
import { failure, HttpError, json, openStream, readJson, send } from './messages.js'

/** What the server serves, besides the page: data by path. */
export interface Api {
  /** Answers `GET /api/<path>`; undefined when there is no such thing. */
  get(path: string, query: URLSearchParams): Promise<unknown>
  /** Answers `POST /api/<path>`; undefined when there is no such thing. @throws HttpError for a body that it refuses */
  post(path: string, body: unknown): Promise<unknown>
  /** Calls `tell` with each event from now on, until the returned function is called. */
  listen(tell: (event: unknown) => void): () => void
}

export interface RunningServer {
  /** The address to open, with its token. */
  readonly url: string
  readonly port: number
  /** Stops listening and ends every connection. */
  close(): Promise<void>
}

const API = '/api/'
const HEADER_TIMEOUT = 10_000
const REQUEST_TIMEOUT = 30_000

/** Listens on a port that the system chooses, for this machine alone. */
export async function serve(api: Api, assets: Assets): Promise<RunningServer> {
  const server = createServer({ headersTimeout: HEADER_TIMEOUT, requestTimeout: REQUEST_TIMEOUT })
  const port = await listen(server)
  const access = new Access(port)
  server.on('request', (request, response) => void answer({ api, assets, access }, request, response))
  return {
    url: access.url,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'))
      else resolve(address.port)
    })
  })
}

interface Parts {
  readonly api: Api
  readonly assets: Assets
  readonly access: Access
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await route(parts, request, response)
  } catch (error) {
    if (response.headersSent) response.destroy()
    else if (error instanceof HttpError) send(response, failure(error.status, error.message))
    else send(response, failure(500, error instanceof Error ? error.message : 'unexpected error'))
  }
}

async function route({ api, assets, access }: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refuse = (refusal: { status: number; message: string } | undefined): void => {
    if (refusal) throw new HttpError(refusal.status, refusal.message)
  }
  refuse(access.checkSource(request))
  const { pathname, searchParams } = targetOf(request)
  if (pathname.startsWith(API)) {
    refuse(access.checkData(request))
    await routeData(api, pathname.slice(API.length), searchParams, request, response)
    return
  }
  if (request.method !== 'GET') throw new HttpError(405, 'the page can only be read')
  refuse(access.checkPage(request, searchParams))
  const asset = assets.get(pathname)
  if (!asset) throw new HttpError(404, 'there is no such file')
  send(response, { ...asset, headers: pathname === '/' ? { 'set-cookie': access.cookie } : {} })
}

async function routeData(api: Api, path: string, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET' && path === 'events') {
    openStream(response)
    response.on('close', api.listen((event) => response.write(`${JSON.stringify(event)}\n`)))
    return
  }
  if (request.method !== 'GET' && request.method !== 'POST') throw new HttpError(405, 'data can be read and posted')
  const value = request.method === 'GET' ? await api.get(path, query) : await api.post(path, await readJson(request))
  if (value === undefined) throw new HttpError(404, 'there is no such thing')
  send(response, json(value))
}

/** Path and query as they were sent: nothing is decoded or shortened, since paths are only ever looked up. */
function targetOf({ url = '' }: IncomingMessage): { pathname: string; searchParams: URLSearchParams } {
  const mark = url.indexOf('?')
  const pathname = mark === -1 ? url : url.slice(0, mark)
  return { pathname, searchParams: new URLSearchParams(mark === -1 ? '' : url.slice(mark)) }
}
