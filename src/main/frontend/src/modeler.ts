import Modeler from 'bpmn-js/lib/Modeler';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import { allowedOnly, translated, type Words } from './modeler/tools';
import { panel, type Vocabulary } from './modeler/panel';
import { FaultMarks, type Told } from './modeler/faults';

const MARGIN = 28;
const READABLE = 0.6;

/** The whole picture beside the palette and in the middle; a long one from its beginning, at a size that can be read. */
function fit(canvas: any, host: HTMLElement, smallest = READABLE) {
  const { inner, outer } = canvas.viewbox();
  const palette = host.querySelector('.djs-palette');
  const left = MARGIN + (palette ? palette.getBoundingClientRect().right - host.getBoundingClientRect().left : 0);
  const room = { width: outer.width - left - MARGIN, height: outer.height - 2 * MARGIN };
  const scale = Math.max(smallest, Math.min(1, room.width / inner.width, room.height / inner.height));
  const free = { x: Math.max(0, room.width - inner.width * scale) / 2, y: Math.max(0, room.height - inner.height * scale) / 2 };
  canvas.viewbox({ x: inner.x - (left + free.x) / scale, y: inner.y - (MARGIN + free.y) / scale, width: outer.width / scale, height: outer.height / scale });
}

const host = document.querySelector<HTMLElement>('[data-modeler]');
if (host) void open(host);

/** The model of a draft as a picture that can be changed; the text beside it stays the form's own field, so saving is one way for both. */
async function open(host: HTMLElement) {
  const words = JSON.parse(host.dataset.words ?? '{}') as Words;
  const form = document.querySelector<HTMLFormElement>('form[data-source]')!;
  const source = form.elements.namedItem('text') as HTMLTextAreaElement;
  const status = document.querySelector<HTMLElement>('[data-status]')!;
  const modeler = new Modeler({
    container: host.querySelector<HTMLElement>('[data-canvas]')!,
    moddleExtensions: { camunda },
    additionalModules: [translated(words), allowedOnly],
  });
  await modeler.importXML(source.value);
  const canvas = modeler.get<any>('canvas');
  fit(canvas, host);
  const marks = new FaultMarks(modeler, document.querySelector<HTMLElement>('[data-faults]')!, words);
  marks.show(JSON.parse(host.dataset.faults ?? '[]') as Told[]);
  panel(modeler, host.querySelector<HTMLElement>('[data-panel]')!, JSON.parse(host.dataset.vocabulary ?? '{}') as Vocabulary, words);
  const asked = new URLSearchParams(location.search).get('element');
  const first = asked && modeler.get<any>('elementRegistry').get(asked);
  if (first) {
    modeler.get<any>('selection').select(first);
    canvas.scrollToElement(first, 80);
  }

  const acts: Record<string, () => void> = {
    undo: () => modeler.get<any>('commandStack').undo(),
    redo: () => modeler.get<any>('commandStack').redo(),
    larger: () => modeler.get<any>('zoomScroll').stepZoom(1),
    smaller: () => modeler.get<any>('zoomScroll').stepZoom(-1),
    whole: () => fit(canvas, host, 0),
  };
  let dirty = false;
  modeler.on('commandStack.changed', () => {
    dirty = modeler.get<any>('commandStack').canUndo();
    status.textContent = dirty ? words.unsaved : '';
  });
  window.addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-do]')) {
    button.addEventListener('click', () => acts[button.dataset.do!]());
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    void saveInTurn();
  }, { capture: true });

  /** Pressed again while a save is under way: once more behind it, on the version that it leaves. */
  let saving: Promise<void> = Promise.resolve();
  let waiting = false;
  function saveInTurn() {
    if (waiting) return;
    waiting = true;
    saving = saving.then(() => { waiting = false; return save(); });
  }

  async function save() {
    source.value = (await modeler.saveXML({ format: true })).xml ?? '';
    const data = new FormData(form);
    data.set('_action', 'script');
    status.textContent = words.saving;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(data as never), headers: { Accept: 'application/json' } });
      const told = answer.redirected ? {} : await answer.json();
      if (answer.ok && told.version) {
        (form.elements.namedItem('version') as HTMLInputElement).value = told.version;
        dirty = false;
        marks.show(told.faults);
        status.textContent = told.faults.length ? words.savedWithFaults : words.savedClean;
      } else if (answer.status === 409) {
        status.textContent = `${told.detail} ${words.nothingLost} `;
        status.append(choice(words.saveMine, mine), ' ', choice(words.loadTheirs, () => { dirty = false; location.reload(); }));
      } else {
        status.textContent = told.detail ?? words.notSaved;
      }
    } catch {
      status.textContent = words.notSaved;
    }
  }

  /** On the version that the other one saved: what stands here counts then. */
  async function mine() {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    (form.elements.namedItem('version') as HTMLInputElement).value = page.querySelector<HTMLInputElement>('form[data-source] [name=version]')?.value ?? '';
    await save();
  }

  function choice(text: string, act: () => void) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'app-link-button';
    button.textContent = text;
    button.addEventListener('click', act);
    return button;
  }
}
