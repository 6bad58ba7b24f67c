'use strict';
(() => {
  const rows = [...document.querySelectorAll('tbody tr')];
  const body = document.querySelector('tbody');
  const shown = document.getElementById('shown');
  if (!body) { return; }

  // The map: whatever is pointed at or focused is told below it, in words from its own row.
  const show = block => {
    const row = document.getElementById(block.hash.slice(1));
    document.querySelectorAll('.shown').forEach(e => e.classList.remove('shown'));
    block.classList.add('shown');
    shown.className = 'shown-layer ' + row.dataset.state;
    const name = document.createElement('strong');
    name.textContent = row.querySelector('.name code').textContent;
    const facts = document.createElement('p');
    facts.append(name, ' ' + row.dataset.kind + ', ' + row.querySelector('.parameters').textContent + (row.dataset.parameters === '1' ? ' parameter' : ' parameters'));
    const why = document.createElement('p');
    why.textContent = row.dataset.word + ': ' + row.querySelector('.why').firstChild.textContent.trim() + ' (' + row.dataset.reason + ')';
    shown.replaceChildren(facts, why);
  };
  for (const block of document.querySelectorAll('.block')) {
    block.addEventListener('pointerenter', () => show(block));
    block.addEventListener('focus', () => show(block));
  }

  // The table: filters hide rows, headings sort them.
  const tools = document.querySelector('.tools');
  tools.hidden = false;
  const text = document.getElementById('text');
  const kind = document.getElementById('kind');
  const states = [...document.querySelectorAll('input[name=state]')];
  const count = document.getElementById('count');
  const filter = () => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(states.filter(s => s.checked).map(s => s.value));
    let visible = 0;
    for (const row of rows) {
      const content = row.textContent.toLowerCase();
      row.hidden = !wanted.has(row.dataset.state) || (kind.value !== '' && row.dataset.kind !== kind.value) || !words.every(w => content.includes(w));
      visible += row.hidden ? 0 : 1;
    }
    count.textContent = visible + ' of ' + rows.length + ' layers';
  };
  [text, kind, ...states].forEach(e => e.addEventListener('input', filter));

  document.querySelectorAll('th button').forEach(button => button.addEventListener('click', () => {
    const th = button.parentElement;
    const down = th.getAttribute('aria-sort') === 'ascending';
    document.querySelectorAll('th').forEach(h => h.removeAttribute('aria-sort'));
    th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const key = th.dataset.key;
    const value = row => row.dataset[key] ?? '';
    const compare = th.classList.contains('number') ? (a, b) => value(a) - value(b) : (a, b) => value(a).localeCompare(value(b), 'en', { numeric: true });
    rows.sort((a, b) => (down ? -1 : 1) * compare(a, b) || a.dataset.position - b.dataset.position);
    body.append(...rows);
  }));
  filter();
})();
