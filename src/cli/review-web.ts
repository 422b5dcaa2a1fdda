/** `unspin review --web`: the review as a page, until Ctrl-C. */
import process from 'node:process'
import { builtPage } from '../node/data.js'
import { reviewInBrowser } from '../review/web/index.js'
import { patchName, withSlashes } from './documents.js'
import { restorerSettings, type OutputFlags } from './options.js'
import { counted } from './reporting.js'
import { documentsToReview, openDecided, type ReviewFlags, startReview, tellOutcome } from './reviewing.js'
import type { Session } from './session.js'

/** Resolves when the person, or the system, ends the program. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { resolve() })
  })
}

/** Serves the review of documents until it is interrupted. Documents that cannot be read are told there too; nothing is served when none can. */
export async function reviewOnPage(session: Session, paths: readonly string[], flags: ReviewFlags & OutputFlags): Promise<void> {
  const found = await documentsToReview(session, paths, flags)
  if (found.length === 0) return
  const files = await startReview(session, flags)
  const restorer = await session.loadRestorer(restorerSettings(flags))
  const interrupted = interruption()
  let opened = (): void => undefined
  const someOpened = new Promise<boolean>((resolve) => { opened = () => { resolve(true) } })
  const documents = found.map((document) => ({
    name: withSlashes(document.path),
    patchName: patchName(document.path, session.environment.cwd),
    async open() {
      try {
        const file = await openDecided(session, files, document, flags)
        opened()
        return file
      } catch (error) {
        await session.fail(error)
        throw error
      }
    }
  }))
  const describe = restorer.describe.bind(restorer)
  try {
    const page = await reviewInBrowser({ files, documents, describe, minConfidence: flags.minConfidence ?? restorer.minConfidence }, builtPage)
    try {
      // A page on which nothing can be reviewed is not worth an address.
      if (await Promise.race([someOpened, page.read.then(() => false), interrupted.then(() => false)])) {
        if (!flags.quiet) await session.note(`open this address to review ${counted(found.length, 'text')}; Ctrl-C ends the review`)
        await session.out.write(`${page.url}\n`)
        await interrupted
      }
    } finally {
      await page.close()
    }
    await tellOutcome(session, files, flags)
  } finally {
    files.close()
  }
}
