/** Reads and writes what the engine's own namespace keeps at an element, each as one step that can be undone. */
export class Values {
  private modeling: any;
  private moddle: any;

  constructor(modeler: any) {
    this.modeling = modeler.get('modeling');
    this.moddle = modeler.get('moddle');
  }

  set(element: any, properties: Record<string, unknown>) {
    this.modeling.updateProperties(element, properties);
  }

  documentation(object: any): string {
    return object.documentation?.[0]?.text ?? '';
  }

  document(element: any, text: string) {
    this.set(element, { documentation: text ? [this.moddle.create('bpmn:Documentation', { text })] : [] });
  }

  property(object: any, name: string): string {
    return this.properties(object)?.values?.find((p: any) => p.name === name)?.value ?? '';
  }

  setProperty(element: any, name: string, value: string) {
    const object = element.businessObject;
    const old = this.properties(object)?.values ?? [];
    const known = old.some((p: any) => p.name === name);
    const one = () => this.moddle.create('camunda:Property', { name, value });
    const kept = old.flatMap((p: any) => (p.name !== name ? [p] : value ? [one()] : []));
    const all = known || !value ? kept : [...kept, one()];
    const others = (object.extensionElements?.values ?? []).filter((v: any) => v.$type !== 'camunda:Properties');
    const within = all.length ? [...others, this.moddle.create('camunda:Properties', { values: all })] : others;
    this.set(element, { extensionElements: within.length ? this.moddle.create('bpmn:ExtensionElements', { values: within }) : undefined });
  }

  calls(object: any): string {
    return object.get('camunda:topic') ? `topic:${object.get('camunda:topic')}` : object.get('camunda:delegateExpression') ?? '';
  }

  call(element: any, what: string) {
    const topic = what.startsWith('topic:') ? what.slice(6) : undefined;
    this.set(element, { 'camunda:delegateExpression': topic || !what ? undefined : what, 'camunda:type': topic ? 'external' : undefined, 'camunda:topic': topic });
  }

  condition(element: any, body: string) {
    this.set(element, { conditionExpression: body ? this.moddle.create('bpmn:FormalExpression', { body }) : undefined });
  }

  timer(object: any): any {
    return object.eventDefinitions?.find((d: any) => d.$type === 'bpmn:TimerEventDefinition');
  }

  at(element: any, timer: any, body: string) {
    this.modeling.updateModdleProperties(element, timer, { timeDate: body ? this.moddle.create('bpmn:FormalExpression', { body }) : undefined });
  }

  private properties(object: any): any {
    return object.extensionElements?.values?.find((v: any) => v.$type === 'camunda:Properties');
  }
}
