// What the local server adds to its pages: they load themselves again when they change,
// keys choose a verdict and move through the queue, a ruling is previewed, and a draft and
// the name of the reviewer stay in the browser. The forms work without it.
(function () {
  'use strict';
  const me = document.currentScript;

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

  // A page that shows what is wrong with a form is not loaded again: that would send it.
  let busy = location.pathname.indexOf('/-/rule') === 0 || location.pathname.indexOf('/-/edit') === 0;
  let news = null;
  function listen() {
    if (news) return;
    news = new EventSource('/-/events?page=' + encodeURIComponent(me.dataset.page) + '&digest=' + me.dataset.digest);
    news.addEventListener('change', function () {
      deaf();
      if (!busy) location.reload();
      else document.title = '↻ ' + document.title; // somebody is writing: the draft is kept, the page waits
    });
  }
  function deaf() {
    if (news) news.close();
    news = null;
  }
  // Browsers open six connections to one server: pages that nobody looks at take none.
  document.addEventListener('visibilitychange', function () { (document.hidden ? deaf : listen)(); });
  window.addEventListener('pageshow', function () { if (!document.hidden) listen(); });
  window.addEventListener('pagehide', deaf);

  document.querySelectorAll('.review form').forEach(function (form) {
    const who = form.elements.reviewer, why = form.elements.reason;
    const draft = form.dataset.draft ? 'timeline-draft-' + form.dataset.draft : '';
    if (draft && document.querySelector('.review-note[data-saved]')) kept(draft, '');
    if (who && !who.value) who.value = kept('timeline-reviewer');
    if (draft && why && !why.value) why.value = kept(draft);
    form.addEventListener('input', function () {
      busy = true;
      if (who) kept('timeline-reviewer', who.value);
      if (draft) kept(draft, why.value);
      preview(form);
    });
    form.addEventListener('submit', function () {
      deaf(); // the answer is the new page: loading the old one again would call it off
    });
  });

  // ---- The preview ---------------------------------------------------------------

  let due = 0, asked = 0, last = null;
  function preview(form) {
    if (!form.dataset.preview) return;
    clearTimeout(due);
    due = setTimeout(function () {
      const n = ++asked, out = form.querySelector('output');
      if (!form.elements.verdict.value) return;
      if (last) last.abort();
      last = new AbortController();
      fetch(form.dataset.preview, { method: 'POST', signal: last.signal, body: new URLSearchParams(new FormData(form)) }).then(function (r) { return r.text(); }).then(function (t) {
        if (n === asked) out.textContent = t;
      }, function () {});
    }, 250);
  }

  // ---- Keys ------------------------------------------------------------------------

  document.addEventListener('keydown', function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input:not([type=radio]), textarea, select')) return;
    const rows = Array.from(document.querySelectorAll('.review-queue a'));
    const verdicts = document.querySelectorAll('.review [name=verdict]');
    const at = rows.indexOf(document.activeElement);
    if (e.key === 'j' && rows.length) rows[Math.min(at + 1, rows.length - 1)].focus();
    else if (e.key === 'k' && rows.length) rows[Math.max(at - 1, 0)].focus();
    else if (e.key === 'n' && document.querySelector('[data-next]')) location.href = document.querySelector('[data-next]').href;
    else if (e.key >= '1' && e.key <= '9' && verdicts[e.key - 1]) {
      verdicts[e.key - 1].checked = true;
      verdicts[e.key - 1].focus();
      verdicts[e.key - 1].dispatchEvent(new Event('input', { bubbles: true }));
    } else return;
    e.preventDefault();
  });
}());
