/** What each token can be: read once, so that the searches that nearly every token is spared touch no other table. */
import type { RoleTables } from '../dictionary/roles.js'
import type { Tokens } from '../text/tokens.js'
import { UNKNOWN } from '../text/vocabulary.js'

/** Bits of each token, by its word and its stem; unknown words have none. */
export function tokenRoles({ count, word, stem }: Tokens, { bits }: RoleTables): Uint8Array {
  const roles = new Uint8Array(count)
  for (let token = 0; token < count; token++) {
    const symbol = word[token] ?? UNKNOWN
    const stemmed = stem[token] ?? UNKNOWN
    roles[token] = (symbol < 0 ? 0 : (bits[symbol] ?? 0)) | (stemmed === symbol || stemmed < 0 ? 0 : (bits[stemmed] ?? 0))
  }
  return roles
}
