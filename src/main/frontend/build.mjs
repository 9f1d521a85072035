// Installs and builds only when something changed: content hashes, because time stamps miss deleted files.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Huibu needs Node 20.19 or newer to build its pages; this is ${process.version}.`);
  process.exit(1);
}
const out = resolve(process.argv[2] ?? 'dist');
const hash = (files) => files.sort().reduce((h, f) => h.update(f).update(readFileSync(f)), createHash('sha256')).digest('hex');
const walk = (dir) => readdirSync(dir).flatMap((n) => (statSync(join(dir, n)).isDirectory() ? walk(join(dir, n)) : [join(dir, n)]));
const stamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const run = (command, args) => {
  const done = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) process.exit(done.status ?? 1);
};

const dependencies = hash(['package.json', 'package-lock.json', '.npmrc']);
if (stamp('node_modules/.ci-stamp') !== dependencies) {
  run('npm', ['ci']);
  writeFileSync('node_modules/.ci-stamp', dependencies);
}
const sources = hash([...walk('src'), 'vite.config.ts', 'build.mjs']) + dependencies;
if (stamp(join(out, '.stamp')) !== sources) {
  run('node', ['node_modules/vite/bin/vite.js', 'build', '--outDir', out, '--logLevel', 'warn']);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, '.stamp'), sources);
}
