import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { digestLike } from '../../src/formats/warc-digest.js'

const sha1 = createHash('sha1').update('').digest()
const sha256 = createHash('sha256').update('').digest()

describe('digestLike', () => {
  it.each([
    ['base 32', `sha1:${'A'.repeat(32)}`, 'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'],
    ['base 32 in lower case', `SHA-1:${'a'.repeat(32)}`, 'SHA-1:3i42h3s6nnfq2msvx7xzkyayscx5qbyj'],
    ['hexadecimal', `sha1:${'0'.repeat(40)}`, `sha1:${sha1.toString('hex')}`],
    ['hexadecimal in capitals', `sha256:${'0A'.repeat(32)}`, `sha256:${sha256.toString('hex').toUpperCase()}`],
    ['base 64', `sha-256:${'Aa+/'.repeat(10)}AaA=`, `sha-256:${sha256.toString('base64')}`],
    ['base 64 for addresses', `sha256:${'Aa-_'.repeat(10)}AaA`, `sha256:${sha256.toString('base64url')}`],
    ['base 32 with padding', `md5:${'A'.repeat(26)}======`, 'md5:2QOYZWMPACZAJ2MABGMOZ6CCPY======'],
    ['base 32 without padding', `md5:${'A'.repeat(26)}`, 'md5:2QOYZWMPACZAJ2MABGMOZ6CCPY']
  ])('writes %s', (_, earlier, expected) => {
    expect(digestLike(earlier, new Uint8Array())).toBe(expected)
  })

  it.each(['crc0:AAAA', 'sha1:short', 'sha1:', 'no digest'])('refuses %s', (earlier) => {
    expect(() => digestLike(earlier, new Uint8Array())).toThrow('could not be made right')
  })
})
