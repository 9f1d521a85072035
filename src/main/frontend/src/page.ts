import 'htmx.org';
import './inbox';

// A form is sent once: a second press while the first is under way does nothing.
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  window.setTimeout(() => delete form.dataset.sent, 8000);
});

// What was typed survives an expired session: kept in this tab until the server has it.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) {
  const key = `draft:${location.pathname}`;
  const fields = () => [...form.elements].filter((e): e is HTMLInputElement => 'name' in e && !!(e as HTMLInputElement).name
    && !['file', 'hidden', 'submit', 'password'].includes((e as HTMLInputElement).type));
  const kept = sessionStorage.getItem(key);
  if (kept && form.dataset.restored === 'false') {
    const values = JSON.parse(kept) as Record<string, string>;
    for (const field of fields()) if (values[field.name] !== undefined && !field.value) field.value = values[field.name];
  }
  const told = document.querySelector<HTMLElement>('[data-saved-at]');
  let timer = 0;
  form.addEventListener('input', () => {
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields().map((f) => [f.name, f.value]))));
    window.clearTimeout(timer);
    timer = window.setTimeout(async () => {
      const data = new FormData(form);
      data.set('_action', 'autosave');
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(data as never), headers: { Accept: 'application/json' } });
      if (answer.ok && !answer.redirected) {
        const saved = (await answer.json()) as { version: string; text: string };
        const version = form.elements.namedItem('_version') as HTMLInputElement | null;
        if (version) version.value = saved.version;
        if (told) told.textContent = saved.text;
        sessionStorage.removeItem(key);
      }
    }, 1200);
  });
}
