/** The library's restorer. The command line does without: it loads the parser only when an input needs it. */
import { type MarkupRestorer, withMarkup } from '../html/restorer.js'
import { createRestorer, type CreateOptions } from './create.js'

export type { CreateOptions } from './create.js'

/** Creates a restorer of plain and marked-up texts. Throws what {@link createRestorer} throws. */
export const createMarkupRestorer = async (options?: CreateOptions): Promise<MarkupRestorer> => withMarkup(await createRestorer(options))
