/** Talks to the server that the page came from. */
import type {
  AppliedFile, Article, DecideAllRequest, DecideRequest, Decided, EntryShare, OpenAbove, Outcome, Overview, ReviewEvent, RuleRequest, StepRequest
} from '../web/contract.js'
import { Refused } from './outbox.js'

const KEPT = 'unspin-token'

/** Nobody answered. */
export class Unreachable extends Error {
  constructor() {
    super('unspin does not answer. Is it still running in its terminal?')
  }
}

/** The token comes in the address once, and then stays in this tab alone. */
function takeToken(): string {
  const { searchParams } = new URL(location.href)
  const given = searchParams.get('token')
  if (given !== null) {
    sessionStorage.setItem(KEPT, given)
    history.replaceState(null, '', `/${location.hash}`)
  }
  return sessionStorage.getItem(KEPT) ?? ''
}

export class ReviewServer {
  private readonly headers = { 'x-unspin-token': takeToken() }

  overview(): Promise<Overview> {
    return this.ask('review')
  }

  article(id: number): Promise<Article> {
    return this.ask(`documents/${id}`)
  }

  share(entry: string): Promise<EntryShare> {
    return this.ask(`entry?id=${encodeURIComponent(entry)}`)
  }

  /** Every open edit at or above a confidence, of all articles. */
  openAbove(confidence: number): Promise<OpenAbove> {
    return this.ask(`above?confidence=${confidence}`)
  }

  outcome(): Promise<Outcome> {
    return this.ask('patch')
  }

  decide(decision: DecideRequest): Promise<Decided> {
    return this.ask('decide', decision)
  }

  decideAll(request: DecideAllRequest): Promise<Decided> {
    return this.ask('decide-all', request)
  }

  rule(request: RuleRequest): Promise<Decided> {
    return this.ask('rule', request)
  }

  undo(request: StepRequest): Promise<Decided> {
    return this.ask('undo', request)
  }

  redo(request: StepRequest): Promise<Decided> {
    return this.ask('redo', request)
  }

  apply(): Promise<{ readonly files: readonly AppliedFile[] }> {
    return this.ask('apply', {})
  }

  /**
   * The JSON of an answer.
   * @throws Refused with the server's words, or {@link Unreachable}
   */
  private async ask<Value>(path: string, body?: object): Promise<Value> {
    const posted = body && { method: 'POST', body: JSON.stringify(body), headers: { ...this.headers, 'content-type': 'application/json' } }
    const response = await fetch(`/api/${path}`, posted ?? { headers: this.headers }).catch(() => { throw new Unreachable() })
    if (response.ok) return await response.json()
    const { error }: { error?: string } = await response.json().catch(() => ({}))
    throw new Refused(error ?? `status ${response.status}`)
  }

  /** Hands on each event until the connection ends or `signal` ends it. @throws when there is no connection, or it breaks */
  async listen(signal: AbortSignal, use: (event: ReviewEvent) => void, opened: () => void): Promise<void> {
    const response = await fetch('/api/events', { headers: this.headers, signal })
    if (!response.ok || !response.body) return
    opened()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const lines = (rest + chunk.value).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line !== '') use(JSON.parse(line))
    }
  }
}
