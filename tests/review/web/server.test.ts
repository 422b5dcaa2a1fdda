/** The walls of the review's server: what hostile pages, hostile names and clumsy programs send is refused. */
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOKEN_HEADER } from '../../../src/review/web/access.js'
import type { Assets } from '../../../src/review/web/assets.js'
import { HttpError, MAX_BODY } from '../../../src/review/web/messages.js'
import { type Api, type RunningServer, serve } from '../../../src/review/web/server.js'
import { ask, own, tokenOf } from './asking.js'

const assets: Assets = new Map([
  ['/', { type: 'text/html; charset=utf-8', body: Buffer.from('<p>page</p>') }],
  ['/main.js', { type: 'text/javascript; charset=utf-8', body: Buffer.from('export {}') }]
])

const posted: unknown[] = []
const listeners = new Set<(event: unknown) => void>()

const api: Api = {
  get: (path) => {
    if (path === 'crash') throw new TypeError('a defect')
    return Promise.resolve(path === 'secret' ? { secret: 'article' } : undefined)
  },
  post: (path, body) => {
    if (path === 'strict') throw new HttpError(400, 'the request lacks sense')
    posted.push(body)
    return Promise.resolve(path === 'decide' ? { done: true } : undefined)
  },
  listen: (tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }
}

let server: RunningServer
beforeAll(async () => {
  server = await serve(api, assets)
})
afterAll(() => server.close())

const SECRET = '/api/secret'

describe('the page', () => {
  it('opens with the token of the address that is printed', async () => {
    const { status, body } = await ask(server, { path: `/?token=${tokenOf(server)}` })
    expect({ status, body }).toEqual({ status: 200, body: '<p>page</p>' })
  })

  it('opens again, and its files, with the cookie that came with it', async () => {
    const first = await ask(server, { path: `/?token=${tokenOf(server)}` })
    const set = String(first.headers['set-cookie'])
    expect(set).toMatch(/; HttpOnly; SameSite=Strict$/)
    const headers = { cookie: set.split(';')[0] ?? '' }
    expect(await ask(server, { headers })).toMatchObject({ status: 200 })
    expect(await ask(server, { path: '/main.js', headers })).toMatchObject({ status: 200, body: 'export {}' })
    // Browsers send cookies to every port of a host, so whoever got hold of it may not read articles.
    expect(await ask(server, { path: SECRET, headers })).toMatchObject({ status: 401 })
  })

  it('sends headers that let it load nothing but its own', async () => {
    const { headers } = await ask(server, { path: `/?token=${tokenOf(server)}` })
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|data:|http/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store'
    })
  })
})

describe('a request without the token', () => {
  it.each([
    ['the page', '/'],
    ['a file of the page', '/main.js'],
    ['a wrong token', '/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['an empty token', '/?token='],
    ['data', SECRET],
    ['data, with the token where it does not belong', SECRET + '?token=TOKEN'],
    ['events', '/api/events']
  ])('is refused: %s', async (_, path) => {
    expect(await ask(server, { path: path.replace('TOKEN', tokenOf(server)) })).toMatchObject({ status: 401 })
  })

  it('is refused when it posts', async () => {
    const headers = { ...own(server), [TOKEN_HEADER]: 'wrong' }
    expect(await ask(server, { method: 'POST', path: '/api/decide', headers, body: '{}' })).toMatchObject({ status: 401 })
  })
})

describe('a request from elsewhere', () => {
  it.each(['evil.example', 'evil.example:PORT', '127.0.0.1', '127.0.0.1:1', 'localhost', '[::1]:PORT', '127.0.0.1:PORT.evil.example', '0.0.0.0:PORT'])(
    'is refused when its host is %s, which a name made to lead here would send',
    async (host) => {
      const headers = { ...own(server), host: host.replace('PORT', String(server.port)) }
      expect(await ask(server, { path: SECRET, headers })).toMatchObject({ status: 403 })
    }
  )

  it('is refused without a host', async () => {
    const raw = await new Promise<string>((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1')
      let said = ''
      socket.on('data', (chunk) => (said += chunk.toString()))
      socket.on('close', () => { resolve(said) })
      socket.on('error', reject)
      socket.end(`GET ${SECRET} HTTP/1.0\r\n${TOKEN_HEADER}: ${tokenOf(server)}\r\n\r\n`)
    })
    expect(raw).toMatch(/^HTTP\/1\.1 403 /)
    expect(raw).not.toContain('article')
  })

  it.each(['http://evil.example', 'null', 'https://127.0.0.1:PORT', 'http://127.0.0.1:1', 'http://localhost:PORT', ''])(
    'is refused when it posts from the origin "%s"',
    async (origin) => {
      const before = posted.length
      const headers = { ...own(server), origin: origin.replace('PORT', String(server.port)) }
      expect(await ask(server, { method: 'POST', path: '/api/decide', headers, body: '{}' })).toMatchObject({ status: 403 })
      expect(posted.length).toBe(before)
    }
  )

  it('is refused when it reads for another origin, or as part of another site', async () => {
    const headers = { ...own(server), origin: '' }
    expect(await ask(server, { path: SECRET, headers: { ...headers, origin: 'http://evil.example' } })).toMatchObject({ status: 403 })
    expect(await ask(server, { path: SECRET, headers: { ...headers, 'sec-fetch-site': 'cross-site' } })).toMatchObject({ status: 403 })
    expect(await ask(server, { path: SECRET, headers: { ...headers, 'sec-fetch-site': 'same-site' } })).toMatchObject({ status: 403 })
    expect(await ask(server, { path: SECRET, headers })).toMatchObject({ status: 200 })
  })

  it('never hears that another origin may read', async () => {
    const { headers } = await ask(server, { method: 'OPTIONS', path: SECRET, headers: own(server) })
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('finds nobody on another address of this machine', async () => {
    const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []).filter(({ internal, family }) => !internal && family === 'IPv4')
    const reached = await Promise.all(
      others.map(
        ({ address }) =>
          new Promise<string | undefined>((resolve) => {
            const socket = connect(server.port, address)
            socket.on('connect', () => {
              socket.destroy()
              resolve(address)
            })
            socket.on('error', () => { resolve(undefined) })
          })
      )
    )
    expect(reached.filter((address) => address !== undefined)).toEqual([])
  })
})

describe('a path', () => {
  it.each([
    '/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '//etc/passwd', '/main.js/../../../package.json',
    '/./main.js', '/main.js%00.css', '/..\\..\\package.json', '/index.html', '/dist/', '/constructor', '/__proto__'
  ])('leads nowhere but to the files of the page: %s', async (path) => {
    const { status } = await ask(server, { path: `${path}?token=${tokenOf(server)}` })
    expect(status).toBe(404)
  })

  it('of the whole address leads nowhere either', async () => {
    expect(await ask(server, { path: `http://evil.example/?token=${tokenOf(server)}` })).toMatchObject({ status: 404 })
  })

  it.each(['/api/', '/api/nothing', '/api/../secret', '/api/constructor'])('of data that there is not is refused: %s', async (path) => {
    expect(await ask(server, { path, headers: own(server) })).toMatchObject({ status: 404 })
  })
})

describe('a body', () => {
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    ask(server, { method: 'POST', path: '/api/decide', headers: { ...own(server), ...headers }, body })

  it('is taken as JSON', async () => {
    expect(await post('{"a":[1]}')).toMatchObject({ status: 200, body: '{"done":true}' })
    expect(posted.at(-1)).toEqual({ a: [1] })
  })

  it.each(['', '{', 'undefined', '{"a":1}x', "{'a':1}"])('that is not JSON is refused: %s', async (body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: '{"error":"the body is not JSON"}' })
  })

  it('that is not UTF-8 is refused', async () => {
    expect(await post(Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({ status: 400 })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp', ''])(
    'of the type "%s", which a form could send, is refused',
    async (type) => {
      expect(await post('{}', { 'content-type': type })).toMatchObject({ status: 415 })
    }
  )

  it('that is too large is refused, whether it says so or not', async () => {
    const large = JSON.stringify('x'.repeat(MAX_BODY))
    const before = posted.length
    const outcomes = [post(large), post(large, { 'transfer-encoding': 'chunked' })].map((answer) =>
      // The server may hang up while the rest is still being sent.
      answer.then(({ status }) => status, () => 413)
    )
    expect(await Promise.all(outcomes)).toEqual([413, 413])
    expect(posted.length).toBe(before)
  })

  it('that the review refuses is told why', async () => {
    const answer = await ask(server, { method: 'POST', path: '/api/strict', headers: own(server), body: '{}' })
    expect(answer).toMatchObject({ status: 400, body: '{"error":"the request lacks sense"}' })
  })
})

describe('a method', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE'])('%s is refused', async (method) => {
    const headers = own(server)
    expect((await ask(server, { method, path: '/', headers })).status).toBe(405)
    expect((await ask(server, { method, path: SECRET, headers })).status).toBe(405)
  })
})

it('tells a defect as a defect, without where it happened', async () => {
  const { status, body } = await ask(server, { path: '/api/crash', headers: own(server) })
  expect({ status, body }).toEqual({ status: 500, body: '{"error":"a defect"}' })
})

it('tells events as lines, and forgets who hung up', async () => {
  const connection = new AbortController()
  const response = await fetch(`http://127.0.0.1:${server.port}/api/events`, {
    headers: { [TOKEN_HEADER]: tokenOf(server) },
    signal: connection.signal
  })
  const reader = response.body?.getReader()
  for (const tell of listeners) tell({ text: 'a\nb' })
  const chunk = await reader?.read()
  expect(new TextDecoder().decode(chunk?.value)).toBe('{"text":"a\\nb"}\n')
  connection.abort()
  await expect.poll(() => listeners.size).toBe(0)
})
