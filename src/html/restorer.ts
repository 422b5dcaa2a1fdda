/** The restorer that the library hands out: of plain texts and of marked-up ones. */
import { assembleRestorer, type RestorerData, type RestorerSettings } from '../restorer.js'
import type { Restoration, RestoreOptions, Restorer } from '../types.js'
import { extractFeed } from './extract-feed.js'
import { extractText, type ExtractOptions } from './extract-html.js'
import { extractMarkdown } from './extract-markdown.js'
import { restoreExtraction } from './restore-extraction.js'

/** A {@link Restorer} of plain text that restores marked-up sources too. */
export interface MarkupRestorer extends Restorer {
  /**
   * Restores the text of an HTML page; see `extractText`. Offsets count in the HTML, `before` is what is
   * written there, character references and all, and no edit holds a tag: an expression that tags divide
   * is restored by several edits of one `group`, to be applied or dropped together.
   */
  restoreHtml(html: string, options?: RestoreOptions & ExtractOptions): Restoration
  /** Restores the prose of a Markdown text in the same way; see `extractMarkdown`. */
  restoreMarkdown(markdown: string, options?: RestoreOptions): Restoration
  /** Restores the prose of an RSS or Atom feed in the same way; see `extractFeed`. */
  restoreFeed(xml: string, options?: RestoreOptions & ExtractOptions): Restoration
}

/** Adds the methods for marked-up sources to a restorer of plain text. */
export const withMarkup = (restorer: Restorer): MarkupRestorer => ({
  ...restorer,
  restoreHtml: (html, options) => restoreExtraction(restorer, extractText(html, options), options),
  restoreMarkdown: (markdown, options) => restoreExtraction(restorer, extractMarkdown(markdown), options),
  restoreFeed: (xml, options) => restoreExtraction(restorer, extractFeed(xml, options), options)
})

/** Puts a restorer together from data in memory. Throws as {@link assembleRestorer} does. */
export const assembleMarkupRestorer = (data: RestorerData, settings?: RestorerSettings): MarkupRestorer =>
  withMarkup(assembleRestorer(data, settings))
