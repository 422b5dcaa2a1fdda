#!/usr/bin/env node
/** Entry of the command line, and the only place that sets the exit status. */
import process from 'node:process'
import { keepHeapSmall } from '../node/heap.js'
import { processEnvironment } from './environment.js'
import { run } from './program.js'

keepHeapSmall()
process.exitCode = await run(process.argv.slice(2), processEnvironment())
// Nothing reads standard input any more; left open it would keep the process waiting for its writer.
process.stdin.destroy()
