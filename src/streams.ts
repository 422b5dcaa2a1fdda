/** unspin/streams: records restored as they come, in constant memory. */
export { restoreLines, restoreStream } from './formats/streams.js'
export type { LinesOptions, StreamOptions } from './formats/streams.js'
export type { ByteSource } from './formats/chunks.js'
export type { RecordFormat } from './formats/record-format.js'
export type { RecordCounts } from './formats/record-counts.js'
export type { RecordRestorer } from './formats/record-restorer.js'
