/** Digests as WARC records write them: `sha1:` and a value in base 32, hexadecimal or base 64. */
import { createHash } from 'node:crypto'
import { UnspinError } from '../types.js'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const BITS = 5

/** RFC 4648, base 32, with padding. */
function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const digits = bits.match(/.{1,5}/g) ?? []
  const text = digits.map((digit) => ALPHABET[Number.parseInt(digit.padEnd(BITS, '0'), 2)]).join('')
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=')
}

/** The ways to write a digest, as they are told apart by length. */
const WRITINGS: readonly ((bytes: Buffer) => string)[] = [
  (bytes) => bytes.toString('hex'),
  base32,
  (bytes) => base32(bytes).replace(/=+$/, ''),
  (bytes) => bytes.toString('base64'),
  (bytes) => bytes.toString('base64url')
]

/**
 * The digest of some bytes, by the algorithm and in the writing of an earlier one.
 * @throws UnspinError `UNSPIN_WARC_DIGEST` for an algorithm or a writing that is not known.
 */
export function digestLike(earlier: string, bytes: Uint8Array): string {
  const [, algorithm = '', value = ''] = /^([^:]*):(.*)$/s.exec(earlier) ?? []
  const name = algorithm.toLowerCase().replaceAll('-', '')
  const unknown = new UnspinError('UNSPIN_WARC_DIGEST', `the digest "${algorithm}" could not be made right`)
  const written = hashed(name, bytes).map((digest) => WRITINGS.map((write) => write(digest)).find(({ length }) => length === value.length))
  const [found] = written
  if (found === undefined) throw unknown
  const lower = /[a-z]/.test(value) && !/[A-Z]/.test(value)
  return `${algorithm}:${/^[0-9A-Fa-f]+$/.test(found) && !lower && /[A-F]/.test(value) ? found.toUpperCase() : lower ? found.toLowerCase() : found}`
}

/** The hash, or nothing when the algorithm is not known. */
function hashed(algorithm: string, bytes: Uint8Array): Buffer[] {
  try {
    return [createHash(algorithm).update(bytes).digest()]
  } catch {
    return []
  }
}
