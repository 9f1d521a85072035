/** Texts by their key; those of the drawing tools by their English words in camel case. */
export type Words = Record<string, string>;

const key = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+(.)?/g, (_, next: string | undefined) => (next ? next.toUpperCase() : ''));

export const translated = (words: Words) => ({
  translate: ['value', (text: string, values: Record<string, string> = {}) =>
    (words[`tool.${key(text)}`] ?? text).replace(/{([^}]+)}/g, (_, name: string) => values[name] ?? `{${name}}`)],
});

/** What a model may hold, and nothing that the gate would refuse. */
const ELEMENTS: [string, string][] = [
  ['bpmn:StartEvent', 'bpmn-icon-start-event-none'], ['bpmn:UserTask', 'bpmn-icon-user-task'], ['bpmn:ServiceTask', 'bpmn-icon-service-task'],
  ['bpmn:CallActivity', 'bpmn-icon-call-activity'], ['bpmn:ExclusiveGateway', 'bpmn-icon-gateway-xor'], ['bpmn:ParallelGateway', 'bpmn-icon-gateway-parallel'],
  ['bpmn:IntermediateThrowEvent', 'bpmn-icon-intermediate-event-none'], ['bpmn:EndEvent', 'bpmn-icon-end-event-none'],
];
const KEPT = ['connect', 'delete', 'append.text-annotation'];
const name = (type: string) => type.replace('bpmn:', '');

class Palette {
  static $inject = ['palette', 'create', 'elementFactory', 'handTool', 'lassoTool', 'spaceTool', 'globalConnect', 'translate'];

  constructor(palette: any, private create: any, private factory: any, private hand: any, private lasso: any, private space: any, private connect: any,
    private translate: (text: string) => string) {
    palette.registerProvider(this);
  }

  getPaletteEntries() {
    const tool = (className: string, title: string, click: (event: Event) => void) => ({ group: 'tools', className, title: this.translate(title), action: { click } });
    const entries: Record<string, unknown> = {
      'hand-tool': tool('bpmn-icon-hand-tool', 'Activate hand tool', (e) => this.hand.activateHand(e)),
      'lasso-tool': tool('bpmn-icon-lasso-tool', 'Activate lasso tool', (e) => this.lasso.activateSelection(e)),
      'space-tool': tool('bpmn-icon-space-tool', 'Activate create/remove space tool', (e) => this.space.activateSelection(e)),
      'global-connect-tool': tool('bpmn-icon-connection-multi', 'Activate global connect tool', (e) => this.connect.start(e)),
      'tool-separator': { group: 'tools', separator: true },
    };
    for (const [type, className] of ELEMENTS) {
      const start = (event: Event) => this.create.start(event, this.factory.createShape({ type }));
      entries[`create.${name(type)}`] = { group: 'elements', className, title: this.translate(`Create ${name(type)}`), action: { dragstart: start, click: start } };
    }
    return entries;
  }
}

class Pad {
  static $inject = ['contextPad', 'autoPlace', 'elementFactory', 'translate'];

  constructor(pad: any, private place: any, private factory: any, private translate: (text: string) => string) {
    pad.registerProvider(500, this);
  }

  getContextPadEntries(element: any) {
    return (entries: Record<string, unknown>) => {
      const kept: Record<string, unknown> = {};
      if ('append.end-event' in entries) {
        for (const [type, className] of ELEMENTS.slice(1)) {
          kept[`append.${name(type)}`] = { group: 'model', className, title: this.translate(`Append ${name(type)}`),
            action: { click: () => this.place.append(element, this.factory.createShape({ type })) } };
        }
      }
      for (const id of KEPT) if (entries[id]) kept[id] = entries[id];
      return kept;
    };
  }
}

export const allowedOnly = { __init__: ['paletteProvider', 'huibuPad'], paletteProvider: ['type', Palette], huibuPad: ['type', Pad] };
