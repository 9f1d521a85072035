import type { Words } from './tools';
import { Values } from './values';

export interface Option { value: string; label: string }
/** What a model may name: roles, stages, states, limits, letters, blocks, topics, processes; by the name of the property. */
export type Vocabulary = Record<string, Option[]>;

const OF_TASKS = ['stage', 'role', 'deadline', 'milestone', 'outcomes', 'decides', 'letter', 'form', 'lines', 'collects', 'separation', 'pauses', 'priority'];
const OF_OTHERS = ['milestone', 'stage', 'letter', 'pauses'];

/** The few things that people set at an element, in their words. Everything is undone like a change of the picture. */
export function panel(modeler: any, host: HTMLElement, vocabulary: Vocabulary, words: Words) {
  const values = new Values(modeler);
  const pick = document.createElement('div');
  const body = document.createElement('div');
  host.append(pick, body);
  let shown: any = null;

  /** Every step by its name: for whoever works by keyboard, and where the picture is larger than the screen. */
  const picker = () => {
    const canvas = modeler.get('canvas');
    const registry = modeler.get('elementRegistry');
    const nodes = registry.filter((e: any) => !e.labelTarget && !e.waypoints && e.businessObject.name).sort((a: any, b: any) => a.x - b.x || a.y - b.y);
    const flows = registry.filter((e: any) => !e.labelTarget && e.waypoints && e.businessObject.name);
    const label = document.createElement('label');
    label.className = 'govuk-label';
    label.htmlFor = 'panel-element';
    label.textContent = words.element;
    const select = document.createElement('select');
    select.id = 'panel-element';
    select.className = 'govuk-select';
    const root = canvas.getRootElement();
    for (const e of [root, ...nodes, ...flows]) {
      if (e !== root || !nodes.includes(root)) select.add(new Option(`${words[`type.${e.businessObject.$type.replace('bpmn:', '')}`] ?? ''} · ${e.businessObject.name ?? e.id}`, e.id));
    }
    if (![...select.options].some((o) => o.value === shown.id)) select.add(new Option(shown.businessObject.name ?? shown.id, shown.id));
    select.value = shown.id;
    select.addEventListener('change', () => {
      const chosen = registry.get(select.value);
      modeler.get('selection').select(chosen === root ? null : chosen);
      if (chosen !== root) canvas.scrollToElement(chosen, 80);
    });
    const group = document.createElement('div');
    group.className = 'govuk-form-group';
    group.append(label, select);
    pick.replaceChildren(group);
  };

  const field = (name: string, value: string, set: (value: string) => void, kind: 'text' | 'long' | 'choice' = 'text') => {
    const group = document.createElement('div');
    group.className = 'govuk-form-group';
    const label = document.createElement('label');
    label.className = 'govuk-label';
    label.htmlFor = `panel-${name}`;
    label.textContent = words[name] ?? name;
    const input = kind === 'choice' ? choice(name, value) : document.createElement(kind === 'long' ? 'textarea' : 'input');
    input.id = `panel-${name}`;
    input.className = kind === 'choice' ? 'govuk-select' : kind === 'long' ? 'govuk-textarea' : 'govuk-input';
    if (input instanceof HTMLTextAreaElement) input.rows = 3;
    input.value = value;
    input.addEventListener('change', () => set(input.value.trim()));
    group.append(label, input);
    body.append(group);
  };

  const choice = (name: string, value: string) => {
    const select = document.createElement('select');
    const options = [{ value: '', label: words.none }, ...(vocabulary[name] ?? [])];
    if (!options.some((o) => o.value === value)) options.push({ value, label: value });
    for (const option of options) select.add(new Option(option.label, option.value));
    return select;
  };

  const render = (element: any) => {
    shown = element;
    body.replaceChildren();
    if (!pick.contains(document.activeElement)) picker();
    const object = element.businessObject;
    const title = document.createElement('h2');
    title.className = 'govuk-heading-s';
    title.textContent = `${words[`type.${object.$type.replace('bpmn:', '')}`] ?? object.$type} · ${object.id}`;
    body.append(title);
    field('name', object.name ?? '', (v) => values.set(element, { name: v || undefined }));
    field('documentation', values.documentation(object), (v) => values.document(element, v), 'long');
    if (object.$type === 'bpmn:ServiceTask') field('calls', values.calls(object), (v) => values.call(element, v), 'choice');
    if (object.$type === 'bpmn:CallActivity') field('calledElement', object.calledElement ?? '', (v) => values.set(element, { calledElement: v || undefined, 'camunda:calledElementBinding': 'deployment' }), 'choice');
    if (object.$type === 'bpmn:SequenceFlow') field('condition', object.conditionExpression?.body ?? '', (v) => values.condition(element, v));
    const timer = values.timer(object);
    if (timer) field('timer', timer.timeDate?.body ?? '', (v) => values.at(element, timer, v), 'choice');
    if (['bpmn:SequenceFlow', 'bpmn:TextAnnotation', 'bpmn:Process', 'bpmn:Collaboration'].includes(object.$type)) return;
    for (const name of object.$type === 'bpmn:UserTask' ? OF_TASKS : OF_OTHERS) {
      field(name, values.property(object, name), (v) => values.setProperty(element, name, v), vocabulary[name] ? 'choice' : 'text');
    }
  };

  modeler.on('selection.changed', ({ newSelection }: any) => render(newSelection[0] ?? modeler.get('canvas').getRootElement()));
  modeler.on('commandStack.changed', () => {
    // A change made here leaves the field in use alone; undoing one shows what counts now.
    if (!body.contains(document.activeElement)) render(shown && modeler.get('elementRegistry').get(shown.id) ? shown : modeler.get('canvas').getRootElement());
  });
  render(modeler.get('canvas').getRootElement());
}
