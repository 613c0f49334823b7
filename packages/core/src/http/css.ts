/** The style sheet of the default pages. It is inlined, and the content security policy allows its hash. */
export const css: string = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --paper: #fff; --ground: #f4f5f7; --line: #d9dce1; --accent: #0b63ce; --warn: #8a4b00; --warn-ground: #fff4e0 }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #b0b4ba; --paper: #1b1d20; --ground: #111214; --line: #363a3f; --accent: #70b8ff; --warn: #ffca80; --warn-ground: #33260f } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 27rem; padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: 14px; overflow-wrap: anywhere }
h1 { margin: 0 0 .75rem; font-size: 1.35rem; line-height: 1.3 }
p { margin: 0 0 1rem }
main > :last-child { margin-bottom: 0 }
.soft { color: var(--soft); font-size: .9rem }
.warn { padding: .65rem .85rem; border-radius: 8px; background: var(--warn-ground); color: var(--warn); font-size: .9rem }
ul { margin: 0 0 1.25rem; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 10px }
li { padding: .75rem 1rem }
li + li { border-top: 1px solid var(--line) }
li span { display: block; color: var(--soft); font-size: .9rem }
li em { color: var(--soft); font-size: .9rem; font-style: normal }
label.scope { display: flex; gap: .75rem; margin: 0; font-weight: inherit; cursor: pointer }
label.scope input { flex: none; width: 1.1rem; height: 1.1rem; margin: .2rem 0 0; accent-color: var(--accent) }
.choice { display: flex; gap: .75rem; margin-top: 1.5rem }
.choice + p, form + p { margin: 1rem 0 0 }
button { flex: 1; padding: .7rem 1rem; font: inherit; font-weight: 600; border-radius: 9px; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer }
button.allow { background: var(--accent); border-color: var(--accent); color: var(--paper) }
a.allow { display: block; padding: .7rem 1rem; border-radius: 9px; background: var(--accent); color: var(--paper); font-weight: 600; text-align: center; text-decoration: none }
button.link { flex: none; padding: 0; border: 0; color: var(--accent); font-weight: inherit; text-decoration: underline }
button:focus-visible, a.allow:focus-visible, input[type=checkbox]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
label { display: block; margin: 0 0 1rem; font-weight: 600 }
input:not([type=hidden]):not([type=checkbox]) { display: block; width: 100%; margin-top: .25rem; padding: .6rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 9px }
input:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px }
a { color: var(--accent) }
pre { padding: .75rem; overflow-x: auto; border-radius: 8px; background: var(--ground); font-size: .85rem; white-space: pre-wrap }
code { font-size: .9em }
`;

/** The SHA-256 of the style sheet in base64. A constant, because every process would compute it at load. A test compares it. */
export const cssHash = 'LGy18+iTmFjHXvReVQvkm+neqdP9yPfYUJ88QeeGDCQ=';
