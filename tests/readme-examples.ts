/**
 * Runs the examples of a Markdown file, in order, and writes what they print where the file shows it:
 *
 * - a block marked `console`: lines that begin with `$ ` are commands, `> ` goes on with one, and the others are what
 *   comes out, errors included;
 * - a block marked `ts`: a program; what it prints stands behind `//` on its `console.log` lines;
 * - a quotation right below `<!-- $ command -->`: what the command prints, wrapped.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'

const EXAMPLE = /^```console\n(?<session>[^]*?)^```$|^```ts\n(?<program>[^]*?)^```$|^<!-- \$ (?<quoted>.+) -->\n(?:>.*\n)*/gm
const QUOTE_WIDTH = 110
const compilerOptions = { strict: true, module: 'nodenext', target: 'es2023', types: ['node'], skipLibCheck: true, outDir: 'out' }

/** What examples run in: a folder in which `unspin` is the built program and the built package, with `seeds/`. */
export class Workshop {
  readonly path = mkdtempSync(join(tmpdir(), 'unspin-readme-'))
  private readonly env = { ...process.env, PATH: `${this.path}/bin:${process.env['PATH'] ?? ''}`, LC_ALL: 'C.UTF-8' }

  constructor(root: string) {
    for (const folder of ['bin', 'node_modules']) mkdirSync(join(this.path, folder))
    const links = {
      'bin/unspin': 'dist/cli/main.js',
      'node_modules/unspin': '.',
      'node_modules/@types': 'node_modules/@types',
      seeds: 'seeds',
      dist: 'dist'
    }
    for (const [name, target] of Object.entries(links)) symlinkSync(resolve(root, target), join(this.path, name))
    writeFileSync(join(this.path, 'package.json'), '{ "type": "module" }')
  }

  /** Runs commands in one shell. @returns what each prints, errors included, and the status of the last */
  shell(commands: readonly string[]): { outputs: string[]; status: number | null } {
    const script = commands.map((command) => `${command}\nstatus=$?; printf '\\0'; (exit $status)\n`).join('')
    const { stdout, status } = spawnSync('bash', ['--norc', '-c', `exec 2>&1\n${script}`], {
      cwd: this.path,
      env: this.env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit']
    })
    return { outputs: stdout.split('\0').slice(0, -1), status }
  }

  /** Type-checks a TypeScript program, strictly, and runs it. @throws when it has faults, with what the compiler says */
  program(source: string): string {
    writeFileSync(join(this.path, 'example.ts'), source)
    writeFileSync(join(this.path, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['example.ts'] }))
    const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    const run = (...parameters: string[]): string =>
      execFileSync(process.execPath, parameters, { cwd: this.path, encoding: 'utf8' })
    run(compiler, '--pretty', 'false')
    return run('out/example.js')
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** The commands of a console block, without their prompts. */
export function commandsIn(session: string): string[] {
  const commands: string[] = []
  let open = false
  for (const line of session.split('\n')) {
    if (line.startsWith('$ ')) commands.push(line.slice(2))
    else if (open && line.startsWith('> ')) commands.push(`${commands.pop() ?? ''}\n${line.slice(2)}`)
    open = line.startsWith('$ ') || (open && line.startsWith('> '))
  }
  return commands
}

const endingLine = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

function rerunSession(session: string, workshop: Workshop): string {
  const commands = commandsIn(session)
  const { outputs } = workshop.shell(commands)
  return commands.map((command, index) => `$ ${command.replaceAll('\n', '\n> ')}\n${endingLine(outputs[index] ?? '')}`).join('')
}

function rerunProgram(source: string, workshop: Workshop): string {
  const printed = workshop.program(source).split('\n').slice(0, -1)
  const shown = source.replace(/^(.*console\.log\(.*\)) \/\/ .*$/gm, (_, call: string) => `${call} // ${printed.shift() ?? ''}`)
  if (printed.length > 0) throw new Error(`the program prints more than its comments show: ${printed.join('\n')}`)
  return shown
}

/** Paragraphs as a quotation. */
function quotation(text: string): string {
  const wrapped = (paragraph: string): string =>
    paragraph.split(' ').reduce((lines, word) => {
      const last = lines.slice(lines.lastIndexOf('\n') + 1)
      return last.length + word.length < QUOTE_WIDTH ? `${lines} ${word}` : `${lines}\n> ${word}`
    }, '>')
  return text.trimEnd().split('\n').map(wrapped).join('\n>\n') + '\n'
}

type Groups = Readonly<Record<string, string | undefined>>

function rerunExample(example: string, { session, program, quoted }: Groups, workshop: Workshop): string {
  if (session !== undefined) return `\`\`\`console\n${rerunSession(session, workshop)}\`\`\``
  if (program !== undefined) return `\`\`\`ts\n${rerunProgram(program, workshop)}\`\`\``
  if (quoted !== undefined) return `<!-- $ ${quoted} -->\n${quotation(workshop.shell([quoted]).outputs.join(''))}`
  return example
}

/** The file as it should be: each example followed by what it prints today. */
export function rerun(markdown: string, workshop: Workshop): string {
  let fresh = ''
  let at = 0
  for (const match of markdown.matchAll(EXAMPLE)) {
    fresh += markdown.slice(at, match.index) + rerunExample(match[0], match.groups ?? {}, workshop)
    at = match.index + match[0].length
  }
  return fresh + markdown.slice(at)
}

/** The blocks marked with a language, without the indentation that they have in a list. */
export function blocksOf(markdown: string, language: string): string[] {
  const fenced = new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\`$`, 'gm')
  return [...markdown.matchAll(fenced)].map(([, indent = '', block = '']) => block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
}

/** Lines of the blocks marked `sh`: commands that no test runs as they stand, since they install, build or take long. */
export function shellLines(markdown: string): string[] {
  return blocksOf(markdown, 'sh').flatMap((block) => block.split('\n').filter((line) => line !== ''))
}
