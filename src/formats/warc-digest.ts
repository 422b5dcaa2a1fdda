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

interface Writing {
  readonly pattern: RegExp
  readonly write: (bytes: Buffer) => string
}

/** The ways to write a digest; length and characters tell them apart. */
const WRITINGS: readonly Writing[] = [
  { pattern: /^[\da-f]+$/, write: (bytes) => bytes.toString('hex') },
  { pattern: /^[\dA-F]+$/, write: (bytes) => bytes.toString('hex').toUpperCase() },
  { pattern: /^[A-Z2-7]+=*$/, write: base32 },
  { pattern: /^[A-Z2-7]+$/, write: (bytes) => base32(bytes).replace(/=+$/, '') },
  { pattern: /^[a-z2-7]+$/, write: (bytes) => base32(bytes).replace(/=+$/, '').toLowerCase() },
  { pattern: /^[\w+/]+=*$/, write: (bytes) => bytes.toString('base64') },
  { pattern: /^[\w-]+$/, write: (bytes) => bytes.toString('base64url') }
]

/**
 * The digest of some bytes, by the algorithm and in the writing of an earlier one.
 * @throws UnspinError `UNSPIN_WARC_DIGEST` for an algorithm or a writing that is not known.
 */
export function digestLike(earlier: string, bytes: Uint8Array): string {
  const [, algorithm = '', value = ''] = /^([^:]*):(.*)$/s.exec(earlier) ?? []
  const [digest] = hashed(algorithm.toLowerCase().replaceAll('-', ''), bytes)
  const written = digest && WRITINGS.filter(({ pattern }) => pattern.test(value)).map(({ write }) => write(digest))
  const found = written?.find(({ length }) => length === value.length)
  if (found === undefined) throw new UnspinError('UNSPIN_WARC_DIGEST', `the digest ${JSON.stringify(earlier)} could not be made right`)
  return `${algorithm}:${found}`
}

/** The hash, or nothing when the algorithm is not known. */
function hashed(algorithm: string, bytes: Uint8Array): Buffer[] {
  try {
    return [createHash(algorithm).update(bytes).digest()]
  } catch {
    return []
  }
}
