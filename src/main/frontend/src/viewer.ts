import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';

for (const host of document.querySelectorAll<HTMLElement>('[data-diagram]')) {
  void show(host);
}

async function show(host: HTMLElement) {
  const viewer = new NavigatedViewer({ container: host });
  const xml = await (await fetch(host.dataset.diagram ?? '')).text();
  await viewer.importXML(xml);
  if (!host.clientWidth) return; // not shown at this width
  const canvas = viewer.get<any>('canvas');
  const registry = viewer.get<any>('elementRegistry');
  // As high as the picture needs at this width, so that nothing is small beside empty space.
  const { inner } = canvas.viewbox();
  const scale = Math.min(1, host.clientWidth / (inner.width + 40));
  host.style.height = `${Math.max(180, Math.min(620, inner.height * scale + 70))}px`;
  canvas.resized();
  canvas.zoom('fit-viewport');
  // Room around what fills the frame, so that nothing is cut at its edge.
  if (canvas.zoom() < 1) canvas.viewbox({ x: inner.x - 20, y: inner.y - 20, width: inner.width + 40, height: inner.height + 40 });
  for (const id of (host.dataset.passed ?? '').split(',')) if (registry.get(id)) canvas.addMarker(id, 'is-passed');
  for (const id of (host.dataset.active ?? '').split(',')) if (registry.get(id)) canvas.addMarker(id, 'is-active');
  for (const pair of (host.dataset.counts ?? '').split(',')) {
    const [id, count] = pair.split(':');
    if (id && registry.get(id)) {
      const badge = document.createElement('span');
      badge.className = 'app-count';
      badge.textContent = count;
      viewer.get<any>('overlays').add(id, { position: { top: -12, right: 12 }, html: badge });
    }
  }
}
