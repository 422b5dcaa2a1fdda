/** A review in the browser: the page, its data, and the server that brings both. */
import { ReviewApi, type ReviewApiOptions } from './api.js'
import { readAssets } from './assets.js'
import { serve } from './server.js'

export type { ReviewApiOptions } from './api.js'
export type { Offered } from './shelf.js'

export interface WebReview {
  /** The address to open, with the token that lets in. */
  readonly url: string
  /** Resolves when every document is read. */
  readonly read: Promise<void>
  /** Stops reading and serving. The journals are the caller's to close. */
  close(): Promise<void>
}

/**
 * Serves a review on this machine alone. Documents are read meanwhile.
 * @param page folder of the built page, where this module does not stand beside it
 * @throws UnspinError `UNSPIN_DATA_MISSING` when the page was not built
 */
export async function reviewInBrowser(options: ReviewApiOptions, page?: string): Promise<WebReview> {
  const assets = await readAssets(page)
  const api = new ReviewApi(options)
  const server = await serve(api, assets)
  const stopping = new AbortController()
  const read = api.readAll(stopping.signal)
  return {
    url: server.url,
    read,
    async close() {
      stopping.abort()
      await Promise.all([server.close(), read])
    }
  }
}
