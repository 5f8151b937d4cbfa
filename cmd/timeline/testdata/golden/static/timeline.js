// What the timeline page can do with scripts on: times in another zone, filters, search,
// and a closer look at the drawing. Without them everything can be read: the controls
// stay hidden. No request is made and nothing is kept but in the address of the page.
(function () {
  'use strict';
  const list = document.getElementById('timeline');
  const form = document.getElementById('filters');
  if (!list || !form) return;
  const language = document.documentElement.lang || 'en';
  const entries = Array.from(list.querySelectorAll('.entry'));
  const gaps = list.querySelectorAll('.gap');
  const ties = list.querySelectorAll('.tie');
  const output = form.querySelector('output');
  const words = entries.map(function (e) { return fold(e.textContent); });

  // fold makes letters that people type alike the same: case and accents go.
  function fold(s) {
    return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  }

  // ---- Zones -------------------------------------------------------------------

  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  const formats = {};

  // A clock tells the instants of a zone: its day as a key and in words, and the time.
  function clock(zone) {
    if (!formats[zone]) {
      formats[zone] = {
        parts: new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }),
        day: new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
        short: new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, day: 'numeric', month: 'short' })
      };
    }
    const f = formats[zone];
    return function (seconds) {
      const date = new Date(seconds * 1000);
      const p = {};
      f.parts.formatToParts(date).forEach(function (x) { p[x.type] = x.value; });
      return { day: p.year + '-' + p.month + '-' + p.day, label: language === 'en' ? f.day.format(date).replace(',', '') : f.day.format(date), short: f.short.format(date), time: p.hour + ':' + p.minute };
    };
  }

  function known(zone) {
    try {
      return Boolean(zone) && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch (e) {
      return false;
    }
  }

  function city(zone) { return zone.slice(zone.lastIndexOf('/') + 1).replace(/_/g, ' '); }

  // What the page says without scripts, to go back to.
  const told = entries.map(function (e) {
    const t = e.querySelector('.when .t'), z = e.querySelector('.when .z'), small = e.querySelector('.when small');
    return { time: t && t.textContent, zone: z && z.textContent, small: small && small.textContent, t: t, z: z, s: small };
  });

  // show tells the times of entry i in a zone; '' is UTC and 'place' its own, both as the
  // page came. It keeps the day under which the entry then stands: the one on which it
  // begins, or that of the entry before it where it reaches into that day.
  const days = [];
  function show(i, zone, before) {
    const e = entries[i], w = told[i];
    if (w.t) w.t.textContent = w.time;
    if (w.z) w.z.textContent = w.zone;
    if (w.s) w.s.textContent = w.small;
    days[i] = zone === 'place' ? [e.dataset.local, e.dataset.localLabel] : [e.dataset.utc, e.dataset.utcLabel];
    if (!zone || zone === 'place' || !w.t) return;
    const tell = clock(zone);
    if (e.dataset.day) {
      // A day of its place begins on this day of the zone, and is named in full.
      const begins = tell(Number(e.dataset.day));
      w.t.textContent = e.dataset.utcLabel;
      days[i] = [begins.day, begins.label];
    }
    if (!('from' in e.dataset)) return;
    const from = e.dataset.from && tell(Number(e.dataset.from)), to = e.dataset.to && tell(Number(e.dataset.to));
    let first = from || to;
    if (before && before[0].length === 10 && to && before[0] <= to.day && (!from || from.day < before[0])) first = { day: before[0], label: before[1] };
    const end = from && to && (from.time !== to.time || from.day !== to.day) && Number(e.dataset.to) - Number(e.dataset.from) > 60;
    function on(t) { return t.day === first.day ? t.time : t.time + ', ' + t.short; }
    let time = from ? on(from) : w.time.replace(/\d\d:\d\d.*/, on(to));
    if (from && !to) time = w.time.replace(/\d\d:\d\d/, from.time);
    if (end) time += to.day === from.day && to.day === first.day ? '–' + to.time : ' – ' + on(to);
    w.t.textContent = (from && to && e.dataset.about || '') + time;
    if (w.z) w.z.textContent = city(zone);
    if (w.s) w.s.textContent = w.time + ' UTC';
    days[i] = [first.day, first.label];
  }

  // A day heading stands before the first shown entry of each day.
  function headings() {
    list.querySelectorAll('.day').forEach(function (d) { d.remove(); });
    let day = null;
    entries.forEach(function (e, i) {
      if (e.hidden || days[i][0] === day) return;
      day = days[i][0];
      const li = document.createElement('li');
      const h = document.createElement('h2');
      li.className = 'day';
      h.textContent = days[i][1];
      li.appendChild(h);
      const tie = e.closest('.tie');
      const at = tie && tie.querySelector('.entry:not([hidden])') === e ? tie : e;
      at.parentNode.insertBefore(li, at);
    });
  }

  // ---- Filters -----------------------------------------------------------------

  const fields = ['zone', 'source', 'day', 'status', 'clash', 'q'];

  function value(name) {
    const f = form.elements[name];
    return f ? f.value.trim() : '';
  }

  // fits reports whether entry i is one that the controls ask for.
  function fits(e, i, want) {
    const clash = (e.dataset.clash || '').split(' ');
    return (!want.source || e.dataset.sources.split(' ').indexOf(want.source) >= 0) &&
      (!want.day || e.dataset.utc === want.day) &&
      (!want.status || e.dataset.status === want.status) &&
      (!want.clash || (want.clash === 'any' ? Boolean(e.dataset.clash) : clash.indexOf(want.clash) >= 0)) &&
      want.terms.every(function (t) { return words[i].indexOf(t) >= 0; });
  }

  function apply() {
    const want = {};
    fields.forEach(function (f) { want[f] = value(f); });
    want.terms = fold(want.q).split(/\s+/).filter(Boolean);
    let shown = 0, before = null;
    entries.forEach(function (e, i) {
      e.hidden = !fits(e, i, want);
      if (!e.hidden) shown++;
      show(i, want.zone === 'mine' ? mine : want.zone, before);
      if (!e.hidden) before = days[i];
    });
    const filtered = shown < entries.length;
    gaps.forEach(function (g) { g.hidden = filtered; });
    ties.forEach(function (t) {
      const n = t.querySelectorAll('.entry:not([hidden])').length;
      t.hidden = n === 0;
      t.classList.toggle('one', n === 1);
    });
    list.classList.toggle('by-place', want.zone === 'place');
    list.classList.toggle('in-zone', Boolean(want.zone) && want.zone !== 'place');
    headings();
    const say = shown === 0 ? output.dataset.none : filtered ? output.dataset.some : output.dataset.all;
    output.textContent = say.replace('%d', shown).replace('%d', entries.length);
    form.querySelector('[type=reset]').hidden = !filtered;
    remember(want);
    drawing.dim();
    drawing.zone(want.zone === 'mine' ? mine : want.zone);
  }

  function remember(want) {
    const p = new URLSearchParams();
    fields.forEach(function (f) { if (want[f]) p.set(f, want[f]); });
    const s = p.toString();
    try {
      history.replaceState(null, '', location.pathname + (s ? '?' + s : '') + location.hash);
    } catch (e) {
      // Some browsers keep the address of a file as it is.
    }
  }

  // ---- The drawing ---------------------------------------------------------------

  // The places along the axis are shares of its width: a wider plot is a closer look, and
  // the browser pans it. Only the scale is written anew.
  const drawing = (function () {
    const figure = document.getElementById('drawing');
    const plane = figure && figure.querySelector('.plane');
    const plot = figure && figure.querySelector('.plot');
    if (!plot) return { zone: function () {}, dim: function () {} };
    const scroll = plane.querySelector('.scroll');
    const buttons = figure.querySelector('.zoom');
    const scale = plot.querySelector('.scale');
    const most = 64;
    const svg = 'http://www.w3.org/2000/svg';
    const stretches = Array.from(plot.querySelectorAll('.stretches g[data-from]')).map(function (g) {
      return { from: Number(g.dataset.from), to: Number(g.dataset.to), x: parseFloat(g.dataset.x), w: parseFloat(g.dataset.w) };
    });
    const bottom = Number(plot.dataset.bottom), low = Number(plot.dataset.local || 0);
    const nameOf = figure.querySelector('.names .local');
    const nameTold = nameOf && nameOf.textContent;
    let factor = 1, zone = plot.dataset.zone || '', fine = null, drawn = null, due = 0, ahead = null;

    function base() { return Math.max(scroll.clientWidth, 680); }

    // zoom sets the factor and keeps the instant below x, in pixels of the window of the
    // plot, where it is. A drawing of thousands of marks is not laid out again for each
    // step of a wheel or of two fingers: it is stretched as it is until they rest.
    function zoom(to, x, moving) {
      to = Math.min(most, Math.max(1, to));
      if (x === undefined) x = scroll.clientWidth / 2;
      if (moving) {
        if (!ahead) ahead = { x: x, factor: to };
        ahead.factor = to;
        plot.style.transformOrigin = scroll.scrollLeft + ahead.x + 'px 0';
        plot.style.transform = 'scaleX(' + to / factor + ')';
        clearTimeout(ahead.due);
        ahead.due = setTimeout(rest, 120);
        return;
      }
      const share = (scroll.scrollLeft + x) / (plot.clientWidth || base() * factor);
      factor = to;
      plot.style.width = factor === 1 ? '' : Math.round(base() * factor) + 'px';
      scroll.scrollLeft = share * base() * factor - x;
      buttons.querySelector('[data-zoom=out]').disabled = buttons.querySelector('[data-zoom=fit]').disabled = factor === 1;
      buttons.querySelector('[data-zoom=in]').disabled = factor === most;
      drawn = null;
      later();
    }

    function rest() {
      if (!ahead) return;
      const to = ahead;
      clearTimeout(to.due);
      ahead = null;
      plot.style.transform = plot.style.transformOrigin = '';
      zoom(to.factor, to.x);
    }

    // now is the factor as it looks.
    function now() { return ahead ? ahead.factor : factor; }

    function later() {
      if (!due) due = requestAnimationFrame(function () { due = 0; write(); });
    }

    function make(name, attributes, text) {
      const n = document.createElementNS(svg, name);
      Object.keys(attributes).forEach(function (k) { n.setAttribute(k, attributes[k]); });
      if (text !== undefined) n.textContent = text;
      return n;
    }

    const steps = [60, 300, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 2592000, 7862400, 31557600, 315576000];

    // write puts the scale on the part of the plot that is in view, and a screen either
    // side of it.
    function write() {
      if (drawn && scroll.scrollLeft >= drawn[0] + scroll.clientWidth / 4 && scroll.scrollLeft + scroll.clientWidth <= drawn[1] - scroll.clientWidth / 4) return;
      if (fine) fine.remove();
      fine = null;
      const own = zone !== (plot.dataset.zone || '');
      scale.style.display = factor > 1 || own ? 'none' : '';
      if (factor === 1 && !own) return;
      fine = make('g', {});
      const width = base() * factor;
      const left = scroll.scrollLeft - scroll.clientWidth, right = scroll.scrollLeft + 2 * scroll.clientWidth;
      drawn = [Math.max(left, -scroll.clientWidth), right];
      stretches.forEach(function (s) {
        const px = s.w / 100 * width, perSecond = px / (s.to - s.from);
        const step = steps.find(function (n) { return n * perSecond >= (n < 86400 ? 52 : 64); }) || steps[steps.length - 1];
        axis(s, step, 'UTC', 38, 18, true);
        if (zone && low) axis(s, step, zone, low, low + 18, false);
      });
      scale.parentNode.insertBefore(fine, scale);

      function axis(s, step, name, hours, dates, grid) {
        const tell = clock(name);
        const shift = offset(name, s.from);
        let lastDay = '', lastX = -1e9;
        for (let t = Math.ceil((s.from + shift) / step) * step - shift; t <= s.to; t += step) {
          const share = s.x + s.w * (t - s.from) / (s.to - s.from), px = share / 100 * width;
          if (px < left || px > right) continue;
          const c = tell(t);
          if (step < 86400) fine.appendChild(make('text', { 'class': 'tick', 'text-anchor': 'middle', x: share + '%', y: hours }, c.time));
          if (c.day !== lastDay && px - lastX > 56) {
            fine.appendChild(make('text', { 'class': 'tick day', 'text-anchor': 'middle', x: share + '%', y: dates }, short(name, t, step)));
            lastDay = c.day;
            lastX = px;
          }
          if (grid) fine.appendChild(make('line', { 'class': 'grid' + (c.time === '00:00' ? ' midnight' : ''), x1: share + '%', x2: share + '%', y1: 50, y2: bottom }));
        }
      }
    }

    function offset(name, t) {
      const c = clock(name)(t);
      const shown = Date.parse(c.day + 'T' + c.time + ':00Z') / 1000;
      return Math.round((shown - t) / 60) * 60;
    }

    function short(name, t, step) {
      const o = step >= 31557600 ? { year: 'numeric' } : step >= 2592000 ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' };
      o.timeZone = name;
      return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, o).format(new Date(t * 1000));
    }

    scroll.addEventListener('scroll', function () { if (factor > 1) later(); }, { passive: true });
    buttons.addEventListener('click', function (e) {
      const b = e.target.closest('button');
      if (b) zoom(b.dataset.zoom === 'in' ? factor * 1.6 : b.dataset.zoom === 'out' ? factor / 1.6 : 1);
    });
    scroll.addEventListener('keydown', function (e) {
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === '+' || e.key === '=') zoom(factor * 1.6);
      else if (e.key === '-') zoom(factor / 1.6);
      else if (e.key === '0') zoom(1);
      else return;
      e.preventDefault();
    });
    scroll.addEventListener('wheel', function (e) {
      if (!e.ctrlKey && !e.metaKey) return; // the page scrolls as ever
      e.preventDefault();
      zoom(now() * Math.exp(-e.deltaY / 300), e.clientX - scroll.getBoundingClientRect().left, true);
    }, { passive: false });

    // One pointer of a mouse drags; two fingers zoom.
    const down = new Map();
    let began = null, dragged = false;
    scroll.addEventListener('pointerdown', function (e) {
      down.set(e.pointerId, e.clientX);
      dragged = false;
      const xs = Array.from(down.values());
      began = { left: scroll.scrollLeft, x: e.clientX, spread: xs.length > 1 ? Math.abs(xs[0] - xs[1]) : 0, factor: now() };
    });
    scroll.addEventListener('pointermove', function (e) {
      if (!down.has(e.pointerId)) return;
      down.set(e.pointerId, e.clientX);
      const xs = Array.from(down.values());
      if (xs.length > 1 && began.spread > 10) {
        zoom(began.factor * Math.abs(xs[0] - xs[1]) / began.spread, (xs[0] + xs[1]) / 2 - scroll.getBoundingClientRect().left, true);
      } else if (e.pointerType === 'mouse' && e.buttons === 1 && Math.abs(e.clientX - began.x) > 3) {
        dragged = true;
        plane.classList.add('drag');
        scroll.scrollLeft = began.left - (e.clientX - began.x);
      }
    });
    ['pointerup', 'pointercancel', 'pointerleave'].forEach(function (n) {
      scroll.addEventListener(n, function (e) {
        down.delete(e.pointerId);
        plane.classList.remove('drag');
      });
    });
    scroll.addEventListener('click', function (e) { if (dragged) e.preventDefault(); }, true);
    scroll.addEventListener('dragstart', function (e) { e.preventDefault(); });
    window.addEventListener('resize', function () { if (factor > 1) zoom(factor); });
    buttons.hidden = false;
    zoom(1);
    // A narrow window begins where most is told.
    const xs = Array.from(plot.querySelectorAll('.glyph > :not(title)'), function (n) { return parseFloat(n.getAttribute('x') || n.getAttribute('cx')) || 0; });
    xs.sort(function (a, b) { return a - b; });
    if (xs.length && plot.clientWidth > scroll.clientWidth) scroll.scrollLeft = xs[xs.length >> 1] / 100 * plot.clientWidth - scroll.clientWidth / 2;

    const marks = Array.from(plot.querySelectorAll('a[href^="#"]')).map(function (a) {
      const e = document.getElementById(a.getAttribute('href').slice(1));
      return [a, e && e.closest('.entry')];
    });

    return {
      // dim makes the marks of entries faint that a filter hides.
      dim: function () {
        marks.forEach(function (m) { m[0].classList.toggle('off', Boolean(m[1] && m[1].hidden)); });
      },
      // zone writes the lower scale in another zone.
      zone: function (name) {
        if (!low) return;
        const next = known(name) && name !== 'UTC' ? name : plot.dataset.zone;
        if (next === zone) return;
        zone = next;
        if (nameOf) nameOf.textContent = zone === plot.dataset.zone ? nameTold : city(zone);
        drawn = null;
        later();
      }
    };
  }());

  // ---- Beginning -------------------------------------------------------------------

  // The story's own zones are in the page; every other that the browser knows is added.
  const zones = form.elements.zone;
  const last = zones.querySelector('[value=mine]');
  last.textContent += ' (' + city(mine) + ')';
  const more = document.createElement('optgroup');
  more.label = '…';
  (Intl.supportedValuesOf ? Intl.supportedValuesOf('timeZone') : []).forEach(function (z) {
    const o = document.createElement('option');
    o.value = z;
    o.textContent = z.replace(/_/g, ' ');
    more.appendChild(o);
  });
  if (more.children.length) zones.appendChild(more);

  const asked = new URLSearchParams(location.search);
  fields.forEach(function (f) {
    const control = form.elements[f], v = asked.get(f);
    if (!control || !v) return;
    control.value = v;
    if (control.selectedIndex < 0) control.value = '';
  });
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', function (e) { e.preventDefault(); });
  form.addEventListener('reset', function (e) {
    e.preventDefault();
    fields.forEach(function (f) { if (f !== 'zone' && form.elements[f]) form.elements[f].value = ''; });
    apply();
    form.elements.q.focus();
  });

  // A link to an entry shows it even where a filter hides it.
  function arrive() {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (e) {
      return;
    }
    const e = target && target.closest('.entry');
    if (e && e.hidden) {
      fields.forEach(function (f) { if (f !== 'zone' && form.elements[f]) form.elements[f].value = ''; });
      apply();
    }
    const fold = target && target.closest('details');
    if (fold) fold.open = true;
    if (e) target.scrollIntoView();
  }
  window.addEventListener('hashchange', arrive);
  apply();
  if (location.hash) arrive();
}());
