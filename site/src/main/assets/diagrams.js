const dark = matchMedia('(prefers-color-scheme: dark)').matches;
mermaid.initialize({startOnLoad: true, theme: dark ? 'dark' : 'neutral', fontFamily: 'inherit'});
