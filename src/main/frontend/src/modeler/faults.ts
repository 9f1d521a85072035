import type { Words } from './tools';

export interface Told { element: string | null; line: number; text: string }

/** What the checks of the server found: at the element on the picture and in a list that leads there. */
export class FaultMarks {
  private marked: string[] = [];

  constructor(private modeler: any, private list: HTMLElement, private words: Words) { }

  show(faults: Told[]) {
    const canvas = this.modeler.get('canvas');
    const overlays = this.modeler.get('overlays');
    const registry = this.modeler.get('elementRegistry');
    for (const id of this.marked) if (registry.get(id)) canvas.removeMarker(id, 'is-wrong');
    overlays.remove({ type: 'fault' });
    this.marked = [];
    const list = this.list.querySelector('ul')!;
    list.replaceChildren();
    const at = new Map<string, string[]>();
    for (const fault of faults) {
      const shape = fault.element && registry.get(fault.element);
      const item = document.createElement('li');
      if (shape) {
        at.set(shape.id, [...(at.get(shape.id) ?? []), fault.text]);
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'app-link-button';
        button.textContent = shape.businessObject.name ?? shape.id;
        button.addEventListener('click', () => {
          this.modeler.get('selection').select(shape);
          canvas.scrollToElement(shape);
        });
        item.append(button, ' ');
      }
      item.append(fault.text, fault.line > 0 ? ` (${this.words.line.replace('{0}', String(fault.line))})` : '');
      list.append(item);
    }
    for (const [id, texts] of at) {
      canvas.addMarker(id, 'is-wrong');
      this.marked.push(id);
      const badge = document.createElement('span');
      badge.className = 'app-wrong';
      badge.textContent = '!';
      badge.title = texts.join('\n');
      overlays.add(id, 'fault', { position: { top: -12, left: -12 }, html: badge });
    }
    this.list.hidden = faults.length === 0;
  }
}
