import 'htmx.org';
import './inbox';
import './upload';

// A form is sent once: a second press while the first is under way does nothing.
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  window.setTimeout(() => delete form.dataset.sent, 8000);
});

document.documentElement.classList.add('has-script');

// What was typed survives an expired session: kept in this tab, with the version it was typed on, until the server has it.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) {
  const key = `draft:${location.pathname}`;
  const told = document.querySelector<HTMLElement>('[data-saved-at]');
  const version = form.elements.namedItem('_version') as HTMLInputElement | null;
  const fields = () => [...form.elements].filter((e): e is HTMLInputElement => 'name' in e && !!(e as HTMLInputElement).name
    && !['file', 'hidden', 'submit', 'password', 'radio', 'checkbox'].includes((e as HTMLInputElement).type));
  const tell = (text = '', href = '') => {
    if (!told) return;
    told.textContent = text;
    told.classList.toggle('app-saved--wrong', !!href);
    if (href) {
      const link = document.createElement('a');
      link.className = 'govuk-link';
      link.href = href;
      link.textContent = ' \u2192';
      link.setAttribute('aria-label', text);
      told.append(link);
    }
  };
  const keep = () => sessionStorage.setItem(key, JSON.stringify({ version: version?.value ?? '', values: Object.fromEntries(fields().map((f) => [f.name, f.value])) }));
  let timer = 0;
  let sending: Promise<boolean> | null = null;
  const send = async (): Promise<boolean> => {
    const sent = JSON.stringify(fields().map((f) => f.value));
    const data = new FormData(form);
    data.set('_action', 'autosave');
    tell(form.dataset.saving);
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(data as never), headers: { Accept: 'application/json' } });
      if (answer.ok && !answer.redirected) {
        const saved = (await answer.json()) as { version: string; text: string };
        if (version) version.value = saved.version;
        tell(saved.text);
        if (sent === JSON.stringify(fields().map((f) => f.value))) sessionStorage.removeItem(key);
        return true;
      }
      if (answer.status === 409) tell(form.dataset.stale);
      else tell(form.dataset.expired, location.pathname);
    } catch {
      tell(form.dataset.offline);
      timer = window.setTimeout(() => void save(), 15000);
    }
    return false;
  };
  const save = async (): Promise<boolean> => {
    await sending;
    sending = send();
    const done = await sending;
    sending = null;
    return done;
  };
  const kept = sessionStorage.getItem(key);
  if (kept && document.querySelector('[data-saved]')) {
    sessionStorage.removeItem(key);
  } else if (kept) {
    const draft = JSON.parse(kept) as { version: string; values: Record<string, string> };
    const lost = fields().filter((f) => draft.values[f.name] !== undefined && draft.values[f.name] !== f.value);
    for (const field of lost) field.value = draft.values[field.name];
    if (lost.length) {
      if (version) version.value = draft.version;
      tell(form.dataset.restored);
      timer = window.setTimeout(() => void save(), 4000);
    } else {
      sessionStorage.removeItem(key);
    }
  }
  // Fields of a form may stand outside of it.
  document.addEventListener('input', (event) => {
    if ((event.target as HTMLInputElement).form !== form) return;
    keep();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), 1200);
  });
  form.addEventListener('submit', () => {
    window.clearTimeout(timer);
    keep();
  });
  // Leaving by another form of the page takes along what was not saved yet.
  for (const other of document.querySelectorAll<HTMLFormElement>('form[data-flush], form[data-upload], .app-files form')) {
    other.addEventListener('submit', async (event) => {
      if (!sessionStorage.getItem(key) || other.dataset.flushed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      window.clearTimeout(timer);
      if (!(await save())) return;
      other.dataset.flushed = 'yes';
      delete other.dataset.sent;
      other.requestSubmit();
    });
  }
}

// A form that is not saved while it is typed: what was sent is kept in this tab until a page other than the login answers, so that a session
// that had ended loses nothing.
const sent = [...Array(sessionStorage.length).keys()].map((i) => sessionStorage.key(i) ?? '').filter((key) => key.startsWith('sent:'));
if (!location.pathname.startsWith('/login')) {
  for (const key of sent) {
    const form = key === `sent:${location.pathname}` ? document.querySelector<HTMLFormElement>('form[data-keep]') : null;
    const values = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, string>;
    sessionStorage.removeItem(key);
    for (const [name, value] of Object.entries(values)) {
      const field = form?.elements.namedItem(name);
      if (field && 'value' in field) field.value = value;
    }
  }
}
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keep]')) {
  form.addEventListener('submit', () => {
    const values = [...new FormData(form)].filter(([name, value]) => !name.startsWith('_') && typeof value === 'string');
    sessionStorage.setItem(`sent:${location.pathname}`, JSON.stringify(Object.fromEntries(values)));
  });
}

// Uploads show their progress; what is wrong with a file is told beside it without leaving the page.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const input = form.querySelector<HTMLInputElement>('input[type=file]')!;
    const fault = form.querySelector<HTMLElement>('[data-fault]')!;
    const wrong = (text: string) => {
      fault.textContent = text;
      fault.setAttribute('role', 'alert');
      input.closest('.govuk-form-group')!.classList.add('govuk-form-group--error');
      delete form.dataset.sent;
      delete form.dataset.flushed;
    };
    const file = input.files?.[0];
    if (!file) return;
    if (!file.size) return wrong(form.dataset.empty ?? '');
    if (file.size > Number(form.dataset.upload)) return wrong(form.dataset.large ?? '');
    const bar = document.createElement('progress');
    bar.className = 'app-progress';
    bar.max = 100;
    bar.setAttribute('aria-label', form.dataset.progress ?? '');
    input.after(bar);
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json, text/html;q=0.5');
    request.upload.addEventListener('progress', (e) => { if (e.lengthComputable) bar.value = (e.loaded / e.total) * 100; });
    request.addEventListener('loadend', () => {
      bar.remove();
      if (request.status >= 200 && request.status < 300) {
        const back = new URL(form.dataset.back ?? location.href, location.href);
        back.searchParams.set('at', Date.now().toString(36));
        location.assign(back);
        return;
      }
      let problem: { detail?: string; errors?: { message: string }[] } = {};
      try { problem = JSON.parse(request.responseText); } catch { /* a page, or nothing at all */ }
      wrong(problem.errors?.[0]?.message ?? problem.detail ?? document.querySelector<HTMLFormElement>('form[data-autosave]')?.dataset.offline ?? '');
    });
    request.send(new FormData(form));
  });
}

// What takes long says so while it runs.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-long]')) {
  form.addEventListener('submit', () => {
    const told = document.createElement('p');
    told.className = 'govuk-body';
    told.setAttribute('role', 'status');
    told.textContent = form.dataset.long ?? '';
    const bar = document.createElement('progress');
    bar.className = 'app-progress';
    bar.setAttribute('aria-label', told.textContent);
    form.append(told, bar);
  });
}
