// The form on the page of a disagreement: it fills in the file of a ruling, to copy or to
// save. The page sends nothing; the draft stays in this browser. A site that is served by
// the program itself has a form of its own, which writes the file.
(function () {
  'use strict';
  const form = document.getElementById('rule');
  const skeleton = document.querySelector('#rule-file pre');
  if (!form || !skeleton || document.getElementById('review')) return;
  const blank = skeleton.textContent;
  const id = /^discrepancy: (.*)$/m.exec(blank)[1];
  const output = form.querySelector('output');
  const fields = form.elements;
  const keys = ['verdict', 'version', 'value', 'reviewer', 'date'];
  const draft = 'timeline-ruling-' + id, name = 'timeline-reviewer';

  function kept(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key) || '';
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch (e) {
      // Storage may be switched off; then nothing is kept.
    }
    return '';
  }

  // scalar writes a text as one line of YAML, which takes strings as JSON has them.
  function scalar(s) {
    if (/^[A-Za-z0-9][A-Za-z0-9._/+-]*( [A-Za-z0-9._/+-]+)*$/.test(s)) return s;
    return JSON.stringify(s).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, function (c) { return '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'); });
  }

  // file is the text of the ruling: the skeleton with its keys filled in, those without a
  // value left out.
  function file() {
    let text = blank.trimEnd();
    keys.forEach(function (k) {
      const value = fields[k].value.trim();
      text = text.replace(new RegExp('^' + k + ':.*\n', 'm'), function () { return value ? k + ': ' + scalar(value) + '\n' : ''; });
    });
    return text + '\n\n' + fields.reason.value.replace(/\r\n?/g, '\n').trim() + '\n';
  }

  function show() {
    const named = fields.version.value || fields.value.value.trim();
    const needs = /^(version-preferred|extraction-error)$/.test(fields.verdict.value) && !named;
    fields.version.setCustomValidity(needs ? form.dataset.needs : '');
    ['reviewer', 'reason'].forEach(function (k) { fields[k].setCustomValidity(fields[k].value && !fields[k].value.trim() ? form.dataset.empty : ''); });
    skeleton.textContent = file();
    output.textContent = '';
  }

  // The name by which the next ruling on this disagreement stands behind the others.
  function path() {
    const n = document.querySelectorAll('.ruling').length + 1;
    return fields.date.value + '-' + id + '-' + String(n).padStart(3, '0') + '.md';
  }

  function said(text) { output.textContent = text.replace('%s', path()); }

  function copied() {
    const all = document.createRange();
    all.selectNodeContents(skeleton);
    const s = getSelection();
    s.removeAllRanges();
    s.addRange(all);
    return document.execCommand('copy');
  }

  fields.copy.addEventListener('click', function () {
    if (!form.reportValidity()) return;
    document.getElementById('rule-file').open = true;
    const done = function () { said(output.dataset.copied); };
    const byHand = function () { said(copied() ? output.dataset.copied : output.dataset.failed); };
    if (navigator.clipboard) navigator.clipboard.writeText(file()).then(done, byHand);
    else byHand();
  });

  form.addEventListener('submit', function (e) {
    e.preventDefault(); // the browser has asked for what is missing
    const a = document.createElement('a');
    a.href = URL.createObjectURL(new Blob([file()], { type: 'text/markdown' }));
    a.download = path();
    a.click();
    setTimeout(function () { URL.revokeObjectURL(a.href); }, 1000);
    said(output.dataset.saved);
  });

  form.addEventListener('input', function () {
    const now = {};
    keys.concat('reason').forEach(function (k) { now[k] = fields[k].value; });
    kept(draft, JSON.stringify(now));
    kept(name, fields.reviewer.value);
    show();
  });

  function start() {
    fields.date.value = new Date().toISOString().slice(0, 10);
    fields.reviewer.value = kept(name);
  }

  form.addEventListener('reset', function () {
    kept(draft, '');
    setTimeout(function () {
      start();
      show();
    });
  });

  // A version is named by its number.
  Array.from(fields.version.options).forEach(function (o, i) { o.value = i || ''; });
  start();
  try {
    const old = JSON.parse(kept(draft) || '{}');
    keys.concat('reason').forEach(function (k) { if (typeof old[k] === 'string') fields[k].value = old[k]; });
  } catch (e) {
    kept(draft, '');
  }
  form.hidden = false;
  document.getElementById('rule-file').querySelector('summary').textContent = form.dataset.file;
  show();
}());
