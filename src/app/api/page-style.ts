import { createHash } from 'node:crypto';

/** The style of the API page, in light and dark. */
export const pageStyle = `
:root{color-scheme:light dark;--line:light-dark(#d9dce1,#33373f);--soft:light-dark(#f5f6f8,#1d2026);--text:light-dark(#1c1e21,#e4e6ea);--dim:light-dark(#5c6370,#9aa1ad);--link:light-dark(#1c5fb8,#7db3ff)}
*{box-sizing:border-box}
body{margin:0;display:grid;grid-template-columns:20rem minmax(0,1fr);font:15px/1.55 system-ui,sans-serif;color:var(--text);background:light-dark(#fff,#16181c)}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.25rem;border-right:1px solid var(--line);font-size:13px}
nav h2{font-size:13px;margin:1.25rem 0 .25rem}nav ul{list-style:none;margin:0;padding:0}nav li a{display:block;padding:.1rem 0;color:inherit;text-decoration:none;overflow-wrap:anywhere}nav li a:hover{text-decoration:underline}
main{padding:2rem clamp(1rem,4vw,3.5rem);max-width:64rem}
a{color:var(--link)}h1{font-size:1.75rem;margin:0 0 1rem}section>h2{font-size:1.35rem;margin:3rem 0 .5rem;padding-bottom:.4rem;border-bottom:1px solid var(--line)}
article{padding:1.25rem 0;border-bottom:1px solid var(--line)}article h3{font-size:1rem;margin:0 0 .5rem;overflow-wrap:anywhere}h4{font-size:13px;margin:1rem 0 .3rem}
small{font-weight:400;color:var(--dim)}code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem;overflow:auto;margin:0;max-height:32rem}
table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}th{color:var(--dim);font-weight:500}
b{display:inline-block;min-width:3.4rem;font:600 11px/1.5 ui-monospace,monospace}.get{color:light-dark(#1a6b3c,#6fcf97)}.post{color:light-dark(#1c5fb8,#7db3ff)}.patch,.put{color:light-dark(#8a5a00,#e5b567)}.delete{color:light-dark(#b3261e,#ff8a80)}
:target{scroll-margin-top:1rem}article:target h3{background:var(--soft)}
@media(max-width:52rem){body{display:block}nav{position:static;height:auto;max-height:40vh;border-right:0;border-bottom:1px solid var(--line)}}
`;

/** Nothing but this style, known by its hash. */
export const apiPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
