// Crawls a site with Crawlee and prints each article, restored, as a JSON line: node crawlee.mjs URL…
import process from 'node:process'
import { CheerioCrawler, Configuration, log } from '@crawlee/cheerio'
import { load } from 'cheerio'
import { createRestorer } from 'unspin'

log.setLevel(log.LEVELS.ERROR)
const restorer = await createRestorer()
const crawler = new CheerioCrawler(
  {
    async requestHandler({ request, body, enqueueLinks }) {
      const { text, edits, diagnosis } = restorer.restoreHtml(body.toString())
      const $ = load(text)
      const article = $('article p').map((_, paragraph) => $(paragraph).text()).get().join('\n\n')
      if (article !== '') console.log(JSON.stringify({ url: request.url, article, edits: edits.length, spun: diagnosis.spun }))
      await enqueueLinks({ strategy: 'same-origin' })
    },
    failedRequestHandler({ request }, error) {
      console.error(`${request.url}: ${error.message}`)
    }
  },
  new Configuration({ persistStorage: false })
)
await crawler.run(process.argv.slice(2))
