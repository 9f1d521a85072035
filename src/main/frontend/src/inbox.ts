// The inbox by keyboard: j k move, Enter opens, c claims, x selects, n takes the next, ? shows the help.
const page = document.querySelector<HTMLElement>('[data-inbox]');
if (page) {
  const rows = [...page.querySelectorAll<HTMLElement>('[data-row]')];
  const press = (selector: string, within: ParentNode = page) => within.querySelector<HTMLFormElement>(selector)?.requestSubmit();
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('textarea, select, input:not([type=checkbox])')) return;
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const to = (index: number) => rows[Math.max(0, Math.min(rows.length - 1, index))]?.querySelector<HTMLElement>('[data-open]')?.focus();
    if (event.key === 'j') to(at + 1);
    if (event.key === 'k') to(at - 1);
    if (event.key === 'c' && at >= 0) press('[data-claim]', rows[at]);
    if (event.key === 'x' && at >= 0) rows[at].querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    if (event.key === 'n') press('[data-next]');
    if (event.key === '?') page.querySelector('[data-help]')?.toggleAttribute('open');
  });
}
export {};
