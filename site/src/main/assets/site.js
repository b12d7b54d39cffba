// The list of pages is open where there is room beside the page.
const navigation = document.querySelector('details.navigation');
const wide = matchMedia('(min-width: 60rem)');
const arrange = () => { navigation.open = wide.matches; };
wide.addEventListener('change', arrange);
arrange();

document.querySelectorAll('pre code[class]').forEach(block => {
  const language = block.className.replace('language-', '');
  if (hljs.getLanguage(language)) {
    hljs.highlightElement(block);
  }
});

const input = document.getElementById('site-search');
const results = document.getElementById('site-results');
let index;

// Built when somebody wants to search, which takes some tens of milliseconds.
function prepare() {
  index ??= lunr(function () {
    this.ref('number');
    this.field('title', {boost: 5});
    this.field('text');
    sections.forEach((section, number) => this.add({number, ...section}));
  });
}

// Each word has to be there; the last one may be half typed.
function find(text) {
  const words = text.toLowerCase().split(/[\s:~^*+"-]+/).filter(word => word);
  return words.length === 0 ? [] : index.query(query => words.forEach((word, at) => {
    const presence = lunr.Query.presence.REQUIRED;
    if (at < words.length - 1) {
      query.term(lunr.tokenizer(word), {presence});
    } else {
      query.term(word, {presence, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING});
    }
  }));
}

function show(found) {
  results.replaceChildren(...found.slice(0, 12).map(({ref}) => {
    const link = document.createElement('a');
    link.href = document.body.dataset.root + sections[ref].url;
    link.textContent = sections[ref].title;
    const item = document.createElement('li');
    item.append(link);
    return item;
  }));
  if (found.length === 0 && input.value.trim()) {
    results.textContent = 'Nothing found.';
  }
  results.hidden = !input.value.trim();
}

input.addEventListener('input', () => { prepare(); show(find(input.value)); });
input.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    input.value = '';
    show([]);
  } else if (event.key === 'Enter') {
    results.querySelector('a')?.click();
  }
});
document.addEventListener('click', event => { results.hidden ||= !event.target.closest('search'); });
document.addEventListener('keydown', event => {
  if (event.key === '/' && document.activeElement !== input) {
    event.preventDefault();
    input.focus();
  }
});
