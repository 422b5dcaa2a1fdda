/** unspin: restores articles garbled by synonym spinners. The public surface: that of browsers, and the restorer that reads files. */
export { createMarkupRestorer as createRestorer, type CreateOptions } from './node/create-markup.js'
export * from './index.browser.js'
