// Chooses rows of the list of disagreements by what each row says of itself. The choice is
// kept in the address of the page; without scripts the whole list stands there.
(function () {
  'use strict';
  const form = document.getElementById('list-filters');
  const rows = Array.from(document.querySelectorAll('#listed > tr'));
  const controls = form ? Array.from(form.querySelectorAll('select')) : [];
  if (!controls.length) return;
  const output = form.querySelector('output');

  function apply() {
    const kept = new URLSearchParams();
    controls.forEach(function (c) { if (c.value) kept.set(c.name, c.value); });
    let shown = 0;
    rows.forEach(function (r) {
      r.hidden = controls.some(function (c) { return c.value && r.dataset[c.name] !== c.value; });
      if (!r.hidden) shown++;
    });
    output.textContent = shown === rows.length ? output.dataset.all : output.dataset.some.replace('%d', shown).replace('%d', rows.length);
    const s = kept.toString();
    try {
      history.replaceState(null, '', location.pathname + (s ? '?' + s : '') + location.hash);
    } catch (e) {
      // Some browsers keep the address of a file as it is.
    }
  }

  const asked = new URLSearchParams(location.search);
  controls.forEach(function (c) {
    c.value = asked.get(c.name) || '';
    if (c.selectedIndex < 0) c.value = '';
  });
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', function (e) { e.preventDefault(); });
  apply();
}());
