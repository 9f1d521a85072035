// Long uploads by the tus protocol: in parts, from where the server stands, again by itself after a break, and later with the same file.
const PART = 8 * 1024 * 1024;
const PATIENCE = 8;
const pause = (ms: number) => new Promise((done) => window.setTimeout(done, ms));
const encoded = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-tus]')) {
  const input = form.querySelector<HTMLInputElement>('input[type=file]')!;
  const fault = form.querySelector<HTMLElement>('[data-fault]')!;
  const headers = () => ({ Accept: 'application/json', 'Tus-Resumable': '1.0.0', 'X-CSRF-TOKEN': (form.elements.namedItem('_csrf') as HTMLInputElement).value });
  const tell = (text = '') => {
    fault.textContent = text;
    fault.setAttribute('role', 'alert');
    input.closest('.govuk-form-group')!.classList.toggle('govuk-form-group--error', !!text);
  };
  const refused = async (answer: Response) => {
    let problem: { detail?: string; errors?: { message: string }[] } = {};
    try { problem = (await answer.json()) as typeof problem; } catch { /* a page of the login */ }
    return problem.errors?.map((one) => one.message).join(' ') || problem.detail || form.dataset.broken || '';
  };

  const begin = async (file: File): Promise<string | null> => {
    const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value;
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: {
        ...headers(), 'Upload-Length': String(file.size),
        'Upload-Metadata': `title ${encoded(value('title'))},recordedOn ${encoded(value('recordedOn'))},filename ${encoded(file.name)}`,
      },
    });
    if (answer.status === 201) return answer.headers.get('Location');
    tell(await refused(answer));
    return null;
  };

  // Sends the rest. Whatever goes wrong, the server is asked where it stands before anything is sent again.
  const rest = async (at: string, file: File, bar: HTMLProgressElement): Promise<boolean> => {
    let failed = 0;
    while (failed < PATIENCE) {
      try {
        const stands = await fetch(at, { method: 'HEAD', headers: headers(), cache: 'no-store' });
        if (stands.status === 404) {
          tell(form.dataset.gone);
          return false;
        }
        let offset = Number(stands.headers.get('Upload-Offset') ?? NaN);
        while (Number.isFinite(offset)) {
          bar.value = offset / file.size;
          const answer = await fetch(at, {
            method: 'PATCH', headers: { ...headers(), 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) }, body: file.slice(offset, offset + PART),
          });
          if (answer.status !== 204) {
            if (answer.status >= 500 || answer.status === 409 && (await answer.clone().json() as { code?: string }).code !== 'videoTwice') break;
            tell(await refused(answer));
            return false;
          }
          tell();
          failed = 0;
          offset = Number(answer.headers.get('Upload-Offset'));
          bar.value = offset / file.size;
          if (offset === file.size) return true;
        }
        if (!stands.headers.has('Upload-Offset')) break;
      } catch { /* no network */ }
      failed += 1;
      tell(form.dataset.waits);
      await pause(Math.min(30000, 1000 * 2 ** failed));
    }
    tell(form.dataset.broken);
    return false;
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const file = input.files?.[0];
    if (!file || form.querySelector('progress')) return;
    if (form.dataset.at && (file.name !== form.dataset.name || String(file.size) !== form.dataset.size)) return tell(form.dataset.other);
    tell();
    const bar = document.createElement('progress');
    bar.className = 'app-progress';
    bar.max = 1;
    bar.setAttribute('aria-label', form.dataset.progress ?? '');
    input.after(bar);
    const at = form.dataset.at ?? await begin(file);
    if (at && await rest(at, file, bar)) return location.assign(`${location.pathname}?saved`);
    bar.remove();
    delete form.dataset.sent;
    if (at) form.dataset.at = at, form.dataset.name = file.name, form.dataset.size = String(file.size);
  });
}
export {};
