// What the timeline page can do with scripts on. Without them everything can
// still be read: the controls stay hidden.
(function () {
  'use strict';
  var list = document.getElementById('timeline');
  var form = document.getElementById('filters');
  if (!list || !form) return;
  var entries = Array.prototype.slice.call(list.querySelectorAll('.entry'));
  var gaps = list.querySelectorAll('.gap');
  var ties = list.querySelectorAll('.tie');
  var empty = document.getElementById('empty');
  var words = entries.map(function (e) { return e.textContent.toLowerCase(); });

  // A day heading stands before the first shown entry of each day, in UTC or
  // in the zone of the place.
  function headings(place) {
    list.querySelectorAll('.day').forEach(function (d) { d.remove(); });
    var day = null;
    entries.forEach(function (e) {
      if (e.hidden) return;
      var key = place ? e.dataset.local : e.dataset.utc;
      if (key === day) return;
      day = key;
      var li = document.createElement('li');
      var h = document.createElement('h2');
      li.className = 'day';
      h.textContent = place ? e.dataset.localLabel : e.dataset.utcLabel;
      li.appendChild(h);
      var at = e;
      var tie = e.closest('.tie');
      if (tie && tie.querySelector('.entry:not([hidden])') === e) at = tie;
      at.parentNode.insertBefore(li, at);
    });
  }

  function apply() {
    var zone = form.elements.zone.value;
    var source = form.elements.source.value;
    var differs = form.elements.differs.checked;
    var q = form.elements.q.value.trim().toLowerCase();
    var filtered = Boolean(source || differs || q);
    var shown = 0;
    entries.forEach(function (e, i) {
      var ok = (!source || e.dataset.sources.split(' ').indexOf(source) >= 0) &&
        (!differs || e.classList.contains('differs')) &&
        (!q || words[i].indexOf(q) >= 0);
      e.hidden = !ok;
      if (ok) shown++;
    });
    gaps.forEach(function (g) { g.hidden = filtered; });
    ties.forEach(function (t) { t.hidden = !t.querySelector('.entry:not([hidden])'); });
    empty.hidden = shown > 0;
    list.classList.toggle('by-place', zone === 'place');
    headings(zone === 'place');
    remember({ zone: zone === 'place' ? 'place' : '', source: source, differs: differs ? '1' : '', q: q });
  }

  function remember(state) {
    var p = new URLSearchParams();
    Object.keys(state).forEach(function (k) { if (state[k]) p.set(k, state[k]); });
    var s = p.toString();
    try {
      history.replaceState(null, '', location.pathname + (s ? '?' + s : '') + location.hash);
    } catch (e) {
      // Some browsers keep the address of a file as it is.
    }
  }

  var p = new URLSearchParams(location.search);
  if (p.get('zone') === 'place') form.elements.zone.value = 'place';
  if (p.get('source')) form.elements.source.value = p.get('source');
  if (form.elements.source.selectedIndex < 0) form.elements.source.value = '';
  form.elements.differs.checked = p.get('differs') === '1';
  form.elements.q.value = p.get('q') || '';
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', function (e) { e.preventDefault(); });
  // A link to an entry shows it even where a filter hides it.
  window.addEventListener('hashchange', function () {
    var e = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    e = e && e.closest('.entry');
    if (e && e.hidden) {
      form.elements.source.value = '';
      form.elements.differs.checked = false;
      form.elements.q.value = '';
      apply();
      e.scrollIntoView();
    }
  });
  apply();
}());
