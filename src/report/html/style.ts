/** The style of the report. Its hash stands in `integrity.ts`, where a test checks it. */

const LIGHT = `
  --paper: #fbfaf6; --card: #fffefb; --ink: #24221d; --soft: #625d53; --rule: #e0dbcf; --accent: #29567a;
  --was: #9a3324; --was-ground: #fbeae5; --now: #1d5f3a; --now-ground: #e6f3e8; --maybe: #7a5300; --maybe-ground: #f9f0da;`

const DARK = `
  --paper: #181715; --card: #201f1c; --ink: #e2ddd2; --soft: #a69f92; --rule: #38352f; --accent: #8fbbe0;
  --was: #f0a595; --was-ground: #3a211c; --now: #9bd3ac; --now-ground: #1c3325; --maybe: #e5c177; --maybe-ground: #362c17;`

const PAGE = `
* { box-sizing: border-box }
html { scroll-padding: 6rem 0 8rem }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
header, main, nav, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.5rem }
h1, h2, .text { font-family: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Source Serif 4', Georgia, serif }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: end; gap: 0 2rem }
h1 { margin: 2.5rem 0 .25rem; font-size: 1.9rem; line-height: 1.2; font-weight: 500 }
h1 small { display: block; margin-bottom: .4rem; font: 600 .8rem/1 system-ui, sans-serif; letter-spacing: .08em; color: var(--soft) }
h2 { margin: 0; font-size: 1.3rem; font-weight: 600; overflow-wrap: anywhere }
a { color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: pre; user-select: none }
.facts, .lead, .remark { margin: .2rem 0 0; color: var(--soft); font-size: .92rem }
.texts { width: 100%; margin: 1.5rem 0 0; border-collapse: collapse; font-size: .92rem }
.texts th { white-space: nowrap; text-align: left; font-weight: 500; color: var(--soft) }
.texts th, .texts td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere }
.texts .count { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.document { margin: 0 0 3.5rem }
.scroll { max-height: 18rem; overflow: auto }
`

const TOOLS = `
.tools { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--rule); margin: 1.5rem 0 2rem }
.tools[hidden], .theme[hidden] { display: none }
.tools form { max-width: 60rem; margin: 0 auto; padding: .6rem 1.5rem; display: flex; flex-wrap: wrap; gap: .5rem 1.6rem; align-items: end }
.tools, .theme { font-size: .88rem }
[data-view=side] :is(header, main, nav, footer, .tools form, .detail > div) { max-width: 92rem }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: .15rem .8rem; align-items: center }
legend { padding: 0; color: var(--soft); font-size: .8rem }
label { display: inline-flex; gap: .3rem; align-items: center; white-space: nowrap; min-height: 1.7rem }
input { accent-color: var(--accent); margin: 0 }
.tools .tally { color: var(--soft); font-variant-numeric: tabular-nums }
.level { display: flex; flex-direction: column }
.level svg { width: 10rem; height: 1.1rem; display: block; fill: var(--soft) }
.level .all { opacity: .35 }
.level input { width: 10rem; height: 1.1rem }
#level-value { font-variant-numeric: tabular-nums }
legend [role=status]:not(:empty)::before { content: '· ' }
footer { border-top: 1px solid var(--rule); padding-top: 1rem; padding-bottom: 7rem; color: var(--soft); font-size: .88rem }
kbd { font: 600 .8rem/1 ui-monospace, monospace; border: 1px solid var(--rule); border-bottom-width: 2px; border-radius: 3px; padding: .1rem .35rem; color: var(--ink) }
footer dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1rem; margin: .6rem 0 }
footer dd { margin: 0 }
summary { cursor: pointer }
`

const TEXT = `
.text { margin-top: 1.2rem; font-size: 1.13rem; line-height: 1.65 }
.row { display: grid; grid-template-columns: 2.6rem minmax(0, 1fr) }
.long .row { content-visibility: auto; contain-intrinsic-size: auto 4rem }
.row p { max-width: 46rem; margin: 0 0 .95rem; white-space: pre-wrap; overflow-wrap: anywhere; hanging-punctuation: first }
.n { font: .72rem/2.6 system-ui, sans-serif; color: var(--soft); font-variant-numeric: tabular-nums; user-select: none }
.columns, .caret { display: none }
.same { margin: 0 0 .95rem }
.same > summary { margin-left: 2.6rem; color: var(--soft); font: .85rem/1.6 system-ui, sans-serif }
.same[open] > summary { margin-bottom: .8rem }
.same .row p { color: var(--soft) }
.edit { color: inherit; text-decoration: none; border-radius: 3px; scroll-margin: 8rem }
del, ins, i { unicode-bidi: isolate; border-radius: 3px; padding: .04em .12em; box-decoration-break: clone; -webkit-box-decoration-break: clone }
del { color: var(--was); background: var(--was-ground); text-decoration: line-through 1px }
ins { color: var(--now); background: var(--now-ground); text-decoration: underline 1px; text-underline-offset: .18em }
del + .sr + .sr + ins { margin-left: .18em }
.kept { border-bottom: 2px dotted var(--maybe) }
.perhaps { font-size: .86em; color: var(--maybe) }
.perhaps > i { background: var(--maybe-ground) }
.perhaps > span:not(.sr) { margin-left: .3em; font-family: system-ui, sans-serif; font-size: .8em }
.edit[href]:hover del, .edit[href]:hover ins, .edit[href]:hover .kept { filter: brightness(.95) }
.edit.current { outline: 2px solid var(--accent); outline-offset: 0 }
.edit.off { outline: 0 }
.edit.off del, .edit.off .sr, .edit.off .perhaps { display: none }
.edit.off ins, .edit.off .kept { all: unset; unicode-bidi: isolate }
.cc { font: .7em/1 ui-monospace, monospace; border: 1px solid currentcolor; border-radius: 2px; padding: 0 .2em; unicode-bidi: isolate }
`

const SIDE = `
[data-view=side] .row { grid-template-columns: 2.6rem minmax(0, 1fr) minmax(0, 1fr); column-gap: 1.6rem }
[data-view=side] .columns { display: grid; grid-template-columns: 2.6rem minmax(0, 1fr) minmax(0, 1fr); column-gap: 1.6rem; margin-top: 1rem; color: var(--soft); font-size: .8rem }
[data-view=side] .columns span:first-child { grid-column: 2 }
.now { display: none }
[data-view=side] .now { display: block }
[data-view=side] .was ins, [data-view=side] .was .sr.i, .now del, .now .sr.d, .now .perhaps { display: none }
[data-view=side] .was .edit.off del { all: unset; display: inline; unicode-bidi: isolate }
[data-view=side] .was del, [data-view=side] .now .edit ins { margin: 0; text-decoration: none }
[data-view=side] .was .insertion:not(.off) .caret, .now .deletion:not(.off) .caret { display: inline; color: var(--soft) }
`

const DETAIL = `
.detail { position: fixed; inset: auto 0 0; z-index: 3; background: var(--card); border-top: 1px solid var(--rule); box-shadow: 0 -4px 24px rgb(0 0 0 / .08) }
.detail[hidden] { display: none }
.detail > div { max-width: 60rem; margin: 0 auto; padding: .8rem 1.5rem; display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: center; justify-content: space-between }
.detail > div > div:first-child { flex: 1 1 20rem }
.detail p { margin: 0; overflow-wrap: anywhere }
.detail .what { font: 1.08rem/1.4 Georgia, serif }
.detail .why { color: var(--soft); font-size: .85rem }
.detail .moves { display: flex; gap: .4rem; align-items: center; font-size: .85rem; color: var(--soft); font-variant-numeric: tabular-nums }
button { font: inherit; color: var(--ink); background: transparent; border: 1px solid var(--rule); border-radius: 4px; padding: .2rem .7rem; min-height: 1.8rem; cursor: pointer }
button:hover { border-color: var(--soft) }
`

const NARROW = `
@media screen and (max-width: 48rem) {
  .tools { position: static }
  html { scroll-padding-top: 1rem }
  header, main, nav, footer, .tools form, .detail > div { padding-left: 1rem; padding-right: 1rem }
  .row, [data-view=side] .row { grid-template-columns: minmax(0, 1fr) }
  .n { display: none }
  .same > summary { margin-left: 0 }
  [data-view=side] .columns { display: none }
  [data-view=side] .row { border-left: 2px solid var(--rule); padding-left: .8rem; margin-bottom: 1.2rem }
  [data-view=side] .row p { margin-bottom: .4rem }
  .texts :is(thead, tbody) { display: grid }
  .texts tr { display: grid; grid-template-columns: minmax(0, 1fr) max-content; padding: .3rem 0; border-bottom: 1px solid var(--rule) }
  .texts :is(th, td) { border: 0; padding: 0 }
  .texts :is(th, td):last-child { grid-column: 1 / -1; color: var(--soft); font-size: .88rem }
}
`

const PRINT = `
@media print {
  :root { --paper: #fff }
  .tools, .theme, .detail, footer { display: none !important }
  body { font-size: 10pt }
  main { margin-top: 2rem }
  .text { font-size: 11pt }
  .long .row { content-visibility: visible }
  .row { break-inside: avoid-page }
  .scroll { max-height: none }
  h2 { break-after: avoid }
  .edit.current { outline: 0 }
}
`

export const style = `
:root { color-scheme: light; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=light]) { color-scheme: dark; ${DARK} } }
@media screen { :root[data-theme=dark] { color-scheme: dark; ${DARK} } }
${PAGE}${TOOLS}${TEXT}${SIDE}${DETAIL}${NARROW}${PRINT}`
