// The search page: it finds every word of the question in the index that the site
// brings as a script, so that it works from disk. The question stays in the address.
(function () {
  'use strict';
  const form = document.getElementById('find');
  const list = document.getElementById('hits');
  const index = window.timelineIndex;
  if (!form || !list || !index) return;
  const most = 100; // results that are shown
  const field = form.elements.q;
  const output = form.querySelector('output');

  // fold makes letters that people type alike the same. It keeps one letter for each of
  // the text, so that a place in one is the same place in the other.
  function fold(s) {
    return Array.from(s.normalize('NFC'), function (c) {
      const f = c.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
      return f.length === c.length ? f : c;
    }).join('');
  }

  const rows = index.map(function (h) {
    const text = (h.x || '').normalize('NFC'), title = h.t.normalize('NFC');
    return { hit: h, title: title, text: text, foldTitle: fold(title), foldText: fold(text + ' ' + (h.w || '')) };
  });

  // marked puts the found words of s into marks; what is around them stays text.
  function marked(s, terms) {
    const out = document.createDocumentFragment();
    const f = fold(s);
    let at = 0;
    while (at < s.length) {
      let next = -1, length = 0;
      terms.forEach(function (t) {
        const i = f.indexOf(t, at);
        if (i >= 0 && (next < 0 || i < next || i === next && t.length > length)) {
          next = i;
          length = t.length;
        }
      });
      if (next < 0) break;
      out.appendChild(document.createTextNode(s.slice(at, next)));
      const m = document.createElement('mark');
      m.textContent = s.slice(next, next + length);
      out.appendChild(m);
      at = next + length;
    }
    out.appendChild(document.createTextNode(s.slice(at)));
    return out;
  }

  function search() {
    const terms = fold(field.value).split(/\s+/).filter(Boolean);
    list.textContent = '';
    let found = [];
    if (terms.length) {
      found = rows.filter(function (r) {
        return terms.every(function (t) { return r.foldTitle.indexOf(t) >= 0 || r.foldText.indexOf(t) >= 0; });
      });
      // Titles first; else the order of the index, which is that of the site.
      const first = found.filter(function (r) { return terms.every(function (t) { return r.foldTitle.indexOf(t) >= 0; }); });
      found = first.concat(found.filter(function (r) { return first.indexOf(r) < 0; }));
    }
    found.slice(0, most).forEach(function (r) {
      const li = document.createElement('li');
      const kind = document.createElement('span');
      const a = document.createElement('a');
      const p = document.createElement('p');
      kind.className = 'kind';
      kind.textContent = list.dataset[r.hit.k] + (r.hit.w ? ' · ' + r.hit.w : '');
      a.href = r.hit.h;
      a.appendChild(marked(r.title, terms));
      p.dir = 'auto';
      p.appendChild(marked(r.text, terms));
      li.appendChild(kind);
      li.appendChild(a);
      if (r.text) li.appendChild(p);
      list.appendChild(li);
    });
    const say = !terms.length ? '' : !found.length ? output.dataset.none : found.length === 1 ? output.dataset.one : found.length > most ? output.dataset.more : output.dataset.some;
    output.textContent = say.replace('%d', Math.min(found.length, most)).replace('%d', found.length);
    try {
      history.replaceState(null, '', location.pathname + (field.value ? '?q=' + encodeURIComponent(field.value) : ''));
    } catch (e) {
      // Some browsers keep the address of a file as it is.
    }
  }

  document.getElementById('no-scripts').hidden = true;
  form.hidden = false;
  field.value = new URLSearchParams(location.search).get('q') || '';
  let due = 0;
  form.addEventListener('input', function () {
    clearTimeout(due);
    due = setTimeout(search, 60);
  });
  form.addEventListener('submit', function (e) {
    e.preventDefault();
    search();
  });
  search();
  if (!field.value) field.focus();
}());
