/** The README shows what the built program prints: `npm run readme` writes it anew. Needs a build. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseDictionary } from '../src/dictionary/parse.js'
import { blocksOf, commandsIn, rerun, shellLines, Workshop } from './readme-examples.js'

const root = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'eval/README.md', 'bench/README.md', 'models/en/README.md']
const readme = read('README.md')
const { scripts, version }: { scripts: Readonly<Record<string, string>>; version: string } = JSON.parse(read('package.json'))

interface Family {
  readonly id: string
  readonly fingerprints: readonly string[]
}

let workshop: Workshop
beforeAll(() => {
  workshop = new Workshop(root)
})
afterAll(() => {
  workshop.remove()
})

it('every example prints what the README shows', async () => {
  const fresh = rerun(readme, workshop)
  await expect(fresh, 'run `npm run readme` and look at what changed').toMatchFileSnapshot('../README.md')
})

describe('a fresh clone', () => {
  const [first = '', second = ''] = shellLines(readme)

  it('is shown two commands, and the first prints the word diff of the garbled seed', () => {
    const [install, show = ''] = first.split(' && ')
    expect(install).toBe('npm ci')
    const { outputs, status } = workshop.shell([show])
    expect(status).toBe(0)
    expect(outputs[0]).toContain('[-White Home-]{+White House+}')
    expect(outputs[0]?.replace(/\{\+.*?\+\}/g, '').replace(/\[-(.*?)-\]/g, '$1')).toBe(read('seeds/001_fb92ceaae6831f8a.txt'))
  })

  it('passes the tests by the command that continuous integration runs', () => {
    expect(second).toBe('npm test')
    expect(read('.ci/run').split('\n')).toEqual(expect.arrayContaining(['npm ci', second]))
  })
})

describe.each(documents)('%s', (name) => {
  const text = read(name)

  it('names only commands and tests that exist', () => {
    const lines = [...shellLines(text), ...[...text.matchAll(/`(np[mx] [^`]+)`/g)].map(([, command = '']) => command)]
    const named = lines.flatMap((line) => [...line.matchAll(/npm run (?:-s )?([\w:-]+)/g)]).map(([, script = '']) => script)
    const paths = lines.flatMap((line) => [...line.matchAll(/\b(?:tests|src|tools)\/[\w./-]+/g)]).map(([path]) => path)
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([])
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('links only to files that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target)
    expect(targets.filter((target) => !existsSync(join(root, dirname(name), target)))).toEqual([])
  })
})

it.each(['README.md', 'CONTRIBUTING.md'])('the entries shown in %s are written as dictionary files are', (name) => {
  const blocks = blocksOf(read(name), 'yaml')
  const { faults } = parseDictionary(blocks.map((text, index) => ({ path: `block ${index + 1}`, text })))
  expect(blocks.length).toBeGreaterThan(0)
  expect(faults).toEqual([])
})

it('the README lists every family, with habits that the dictionary gives as its fingerprints', () => {
  const { families }: { families: readonly Family[] } = parse(read('dictionaries/families.yaml'))
  const rows = [...readme.matchAll(/^\| `([a-z][a-z-]*)` \|.*\| (.*) \|$/gm)]
  expect(rows.map(([, id]) => id)).toEqual(families.map(({ id }) => id))
  const invented = families.flatMap(({ fingerprints }, index) => {
    const habits = rows[index]?.[2]?.split('; ') ?? []
    return habits.filter((habit) => !fingerprints.includes(habit))
  })
  expect(invented).toEqual([])
})

it('the changelog knows the version', () => {
  expect(read('CHANGELOG.md')).toContain(`## [${version}]`)
})

describe('the commands of a console block', () => {
  it('go on over lines that begin with >', () => {
    const session = "$ cat > a <<'END'\n> one\n> END\n$ cat a\none\n> not a command\n"
    expect(commandsIn(session)).toEqual(["cat > a <<'END'\none\nEND", 'cat a'])
  })
})
