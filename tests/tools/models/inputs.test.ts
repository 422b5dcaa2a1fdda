import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkArchive, sha256, trigramSource, vectorSource } from '../../../tools/models/inputs.js'

const committed = new URL('../../../models/en/', import.meta.url)

describe('checkArchive', () => {
  it('accepts the pinned bytes only', () => {
    const bytes = new TextEncoder().encode('a package')
    expect(() => checkArchive({ ...trigramSource, sha256: sha256(bytes) }, bytes)).not.toThrow()
    expect(() => checkArchive(trigramSource, bytes)).toThrow(/pocketsphinx-en-us_.* has sha256 [0-9a-f]{64}, not 6bf9ef84/)
  })
})

describe('models/en/provenance.json', () => {
  const provenance = JSON.parse(readFileSync(new URL('provenance.json', committed), 'utf8'))

  it('names the pinned packages', () => {
    expect(provenance.inputs).toMatchObject(
      [trigramSource, vectorSource].map(({ name, version, archive, sha256: hash }) => ({ name, version, archive, sha256: hash }))
    )
  })

  it('describes the committed files', () => {
    expect(provenance.outputs).toHaveLength(2)
    for (const { file, bytes, sha256: hash } of provenance.outputs) {
      const content = readFileSync(new URL(file, committed))
      expect([file, content.length, sha256(content)]).toEqual([file, bytes, hash])
    }
  })
})
